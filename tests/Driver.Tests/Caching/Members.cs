using System.Reflection;
using LtoPar.Backend.Slots;
using LtoPar.Cache.Keys;
using LtoPar.Linkage;
using LtoPar.Llvm;
using LtoPar.Partitioner;

namespace LtoPar.Driver.Tests.Caching;

/// <summary>Changes the members of a record one by one, and looks whether a key follows.</summary>
internal static class Members
{
    /// <param name="record">A record all of whose members have a value that is not their type's only one.</param>
    /// <param name="except">Members that do not count, each with a reason beside it.</param>
    public static void AllCount<T>(T record, Func<T, CacheKey> key, params string[] except)
        where T : class
    {
        PropertyInfo[] members = [.. typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite)];
        Assert.NotEmpty(members);
        Assert.All(except, name => Assert.Contains(name, members.Select(m => m.Name)));
        CacheKey before = key(record);
        foreach (PropertyInfo member in members)
        {
            foreach (object? other in Others(member, record))
            {
                T changed = Copy(record);
                member.SetValue(changed, other);
                bool counts = before != key(changed);
                Assert.True(
                    counts != except.Contains(member.Name), $"{typeof(T).Name}.{member.Name} = {other ?? "null"}: the key {(counts ? "follows" : "stays")}");
            }
        }
    }

    /// <summary>Other values than the record has; more than one where null is one of them.</summary>
    private static IEnumerable<object?> Others<T>(PropertyInfo member, T record)
    {
        object? now = member.GetValue(record);
        Type? nullable = Nullable.GetUnderlyingType(member.PropertyType);
        if (now is not null && (nullable is not null || new NullabilityInfoContext().Create(member).WriteState == NullabilityState.Nullable))
        {
            yield return null;
        }

        Type type = nullable ?? member.PropertyType;
        yield return type switch
        {
            _ when type == typeof(string) => $"{now}x",
            _ when type == typeof(bool) => !(now as bool? ?? false),
            _ when type == typeof(int) => (now as int? ?? 0) + 1,
            _ when type == typeof(long) => (now as long? ?? 0) + 1,
            { IsEnum: true } => Enum.GetValues(type).Cast<object>().First(v => !v.Equals(now)),
            _ when type == typeof(IReadOnlyList<string>) => new List<string>([.. (IEnumerable<string>)now!, "-one-more"]),
            _ when type == typeof(IReadOnlyList<SlotPattern>) => new List<SlotPattern>([new SlotPattern("more")]),
            _ when type == typeof(RemarkRequest) => new RemarkRequest("inline", WithHotness: true, Threshold: 7),
            _ when type == typeof(OtherNames) => new OtherNames(["libc.so"], new HashSet<string>(["printf"], StringComparer.Ordinal)),
            _ when type == typeof(PartitionOptions) => new PartitionOptions { MaxSize = 77 },
            _ => throw new NotSupportedException($"{member.DeclaringType!.Name}.{member.Name}: say here what another {type} is"),
        };
    }

    private static T Copy<T>(T record) => (T)typeof(T).GetMethod("<Clone>$")!.Invoke(record, null)!;
}
