using System.Runtime.CompilerServices;

[assembly: DisableRuntimeMarshalling]
[assembly: InternalsVisibleTo("LtoPar.CallGraph.Tests")]
[assembly: InternalsVisibleTo("LtoPar.Backend.Tests")]
[assembly: InternalsVisibleTo("LtoPar.Bitcode.Tests")]
