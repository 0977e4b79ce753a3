using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("LtoPar.Partitioner.Tests")]
