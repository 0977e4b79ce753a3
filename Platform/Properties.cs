using System.Runtime.CompilerServices;

[assembly: DisableRuntimeMarshalling]
[assembly: InternalsVisibleTo("LtoPar.Backend.Tests")]
[assembly: InternalsVisibleTo("LtoPar.Base.Tests")]
[assembly: InternalsVisibleTo("LtoPar.CallGraph.Reader.Tests")]
