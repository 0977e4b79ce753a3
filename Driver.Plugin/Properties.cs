using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("LtoPar.Plugin.Tests")]
[assembly: DisableRuntimeMarshalling]
