using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("LtoPar.Bench.Tests")]
