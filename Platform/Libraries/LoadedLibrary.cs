using System.Runtime.InteropServices;

namespace LtoPar.Platform.Libraries;

/// <summary>
/// A shared library of this process, as the loader lists it: /proc/self/maps says the same, but sandboxes and worker machines may have no /proc.
/// </summary>
/// <param name="Name">The file name by which it was loaded, "libc.so.6".</param>
/// <param name="Path">The file, with links resolved.</param>
/// <param name="Code">The ranges of addresses that its code is in.</param>
public sealed unsafe partial record LoadedLibrary(string Name, string Path, IReadOnlyList<(ulong Start, ulong End)> Code)
{
    private const uint LoadedSegment = 1;
    private const uint Executable = 1;

    /// <returns>Those that are loaded now, in the loader's order; the program itself is not among them.</returns>
    public static IReadOnlyList<LoadedLibrary> All()
    {
        List<LoadedLibrary> found = [];
        GCHandle list = GCHandle.Alloc(found);
        try
        {
            _ = Iterate(&Add, (void*)GCHandle.ToIntPtr(list));
        }
        finally
        {
            list.Free();
        }

        return found;
    }

    /// <summary>The file of the library that a function is in; null: it is in none.</summary>
    public static string? FileOf(nint function) =>
        All().FirstOrDefault(library => library.Code.Any(code => (ulong)function >= code.Start && (ulong)function < code.End))?.Path;

    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static int Add(ObjectInfo* info, nuint size, void* list)
    {
        string name = Marshal.PtrToStringUTF8((nint)info->Name) ?? "";
        if (name.Length > 0)
        {
            List<(ulong, ulong)> code = [];
            for (int i = 0; i < info->HeaderCount; i++)
            {
                ProgramHeader* header = info->Headers + i;
                if (header->Type == LoadedSegment && (header->Flags & Executable) != 0)
                {
                    ulong start = info->Address + header->VirtualAddress;
                    code.Add((start, start + header->MemorySize));
                }
            }

            ((List<LoadedLibrary>)GCHandle.FromIntPtr((nint)list).Target!).Add(new LoadedLibrary(System.IO.Path.GetFileName(name), Resolve(name), code));
        }

        return 0;
    }

    private static string Resolve(string file)
    {
        byte* resolved = RealPath(file, null);
        if (resolved is null)
        {
            return file;
        }

        string path = Marshal.PtrToStringUTF8((nint)resolved)!;
        Free(resolved);
        return path;
    }

    [LibraryImport("libc", EntryPoint = "dl_iterate_phdr")]
    private static partial int Iterate(delegate* unmanaged[Cdecl]<ObjectInfo*, nuint, void*, int> visit, void* data);

    [LibraryImport("libc", EntryPoint = "realpath", StringMarshalling = StringMarshalling.Utf8)]
    private static partial byte* RealPath(string path, byte* resolved);

    [LibraryImport("libc", EntryPoint = "free")]
    private static partial void Free(void* memory);

#pragma warning disable CS0649 // libc assigns them
    /// <summary>The members of dl_phdr_info that every version has.</summary>
    private struct ObjectInfo
    {
        public ulong Address;
        public byte* Name;
        public ProgramHeader* Headers;
        public ushort HeaderCount;
    }

    /// <summary>Elf64_Phdr.</summary>
    private struct ProgramHeader
    {
        public uint Type;
        public uint Flags;
        public ulong Offset;
        public ulong VirtualAddress;
        public ulong PhysicalAddress;
        public ulong FileSize;
        public ulong MemorySize;
        public ulong Alignment;
    }
#pragma warning restore CS0649
}
