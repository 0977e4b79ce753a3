using System.Runtime.CompilerServices;

[assembly: DisableRuntimeMarshalling]
[assembly: InternalsVisibleTo("LtoPar.CallGraph.Reader.Tests")]
[assembly: InternalsVisibleTo("LtoPar.Backend.Tests")]
