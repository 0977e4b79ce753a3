using System.Reflection;
using Xunit.Sdk;

namespace LtoPar.EndToEnd.Tests;

/// <summary>Arguments of a theory, as InlineData, that the short form of the tests leaves out. A theory with no others fails there: xunit wants data.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class FullDataAttribute(params object[] data) : DataAttribute
{
    public IReadOnlyList<object> Data => data;

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => TestForm.IsFull ? [data] : [];
}
