using System.Text;
using LLVMSharp.Interop;
using LtoPar.Platform;

namespace LtoPar.Llvm;

/// <summary>Converts strings to and from LLVM; names are byte strings there (<see cref="ByteText"/>).</summary>
public static unsafe class LlvmText
{
    public static string From(sbyte* text, nuint length) => From(new ReadOnlySpan<byte>(text, checked((int)length)));

    public static string From(ReadOnlySpan<byte> bytes) => ByteText.From(bytes);

    public static string From(sbyte* text) =>
        text is null ? "" : From(text, (nuint)System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpanFromNullTerminated((byte*)text).Length);

    /// <summary>Takes over a string that LLVM allocated, and frees it.</summary>
    public static string TakeMessage(sbyte* message)
    {
        string text = From(message);
        LLVM.DisposeMessage(message);
        return text;
    }

    /// <summary>Takes over an error, and frees it.</summary>
    /// <returns>Its text.</returns>
    public static string TakeError(LLVMOpaqueError* error)
    {
        sbyte* message = LLVM.GetErrorMessage(error);
        string text = From(message);
        LLVM.DisposeErrorMessage(message);
        return text;
    }

    /// <summary>Returns null-terminated UTF-8; \0 inside is the caller's error.</summary>
    public static byte[] ToUtf8(string text)
    {
        byte[] bytes = new byte[Encoding.UTF8.GetByteCount(text) + 1];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }

    public static string NameOf(LLVMOpaqueValue* value)
    {
        nuint length;
        sbyte* text = LLVM.GetValueName2(value, &length);
        return From(text, length);
    }

    public static void SetName(LLVMOpaqueValue* value, string name)
    {
        byte[] utf8 = ToUtf8(name);
        fixed (byte* text = utf8)
        {
            LLVM.SetValueName2(value, (sbyte*)text, (nuint)(utf8.Length - 1));
        }
    }
}
