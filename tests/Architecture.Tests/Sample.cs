using LtoPar.Architecture.Tests.Sample.Inner;

namespace LtoPar.Architecture.Tests.Sample
{
    /// <summary>Uses the namespace below in a body alone.</summary>
    public static class User
    {
        public static int Count() => new List<Used>().Count;
    }
}

namespace LtoPar.Architecture.Tests.Sample.Inner
{
    /// <summary>And is used by it: a cycle.</summary>
    public sealed class Used
    {
        public static int Other => User.Count();
    }
}
