using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("LtoPar.Driver.Tests")]
