using Google.Protobuf;

namespace LtoPar.RemoteApis.Protocol;

/// <summary>The fields of one message of protobuf, by their numbers; those of kinds that nothing here has are left out.</summary>
internal sealed class MessageFields
{
    private readonly List<(int Field, ulong Number, ByteString? Bytes)> _fields = [];

    private MessageFields()
    {
    }

    /// <exception cref="InvalidProtocolBufferException">The bytes are no message.</exception>
    public static MessageFields Read(byte[] message)
    {
        MessageFields fields = new();
        CodedInputStream input = new(message);
        while (input.ReadTag() is not 0 and var tag)
        {
            int field = WireFormat.GetTagFieldNumber(tag);
            switch (WireFormat.GetTagWireType(tag))
            {
                case WireFormat.WireType.Varint:
                    fields._fields.Add((field, input.ReadUInt64(), null));
                    break;
                case WireFormat.WireType.LengthDelimited:
                    fields._fields.Add((field, 0, input.ReadBytes()));
                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        }

        return fields;
    }

    public static byte[] Write(Action<CodedOutputStream> fields)
    {
        using MemoryStream bytes = new();
        CodedOutputStream output = new(bytes, leaveOpen: true);
        fields(output);
        output.Flush();
        return bytes.ToArray();
    }

    /// <summary>The number of a field; 0 where there is none. The last one counts, as protobuf says.</summary>
    public ulong Number(int field) => _fields.LastOrDefault(f => f.Field == field && f.Bytes is null).Number;

    /// <returns>Null: there is no such field, or there are several.</returns>
    public ByteString? Bytes(int field)
    {
        List<ByteString> found = [.. _fields.Where(f => f.Field == field).Select(f => f.Bytes).OfType<ByteString>()];
        return found.Count == 1 ? found[0] : null;
    }
}
