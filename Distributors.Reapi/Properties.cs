using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("LtoPar.Base.Tests")]
