using System.Globalization;
using LtoPar.Fuzz;

// LinkageFuzz FOLDER FIRST COUNT: writes FOLDER/SEED.ll for COUNT seeds from FIRST on.
if (args.Length != 3 || !ulong.TryParse(args[1], CultureInfo.InvariantCulture, out ulong first)
    || !int.TryParse(args[2], CultureInfo.InvariantCulture, out int count))
{
    Console.Error.WriteLine("usage: LinkageFuzz FOLDER FIRST-SEED COUNT");
    return 2;
}

Directory.CreateDirectory(args[0]);
for (int i = 0; i < count; i++)
{
    ulong seed = first + (ulong)i;
    File.WriteAllText(Path.Combine(args[0], $"{seed}.ll"), Generator.Make(seed));
}

return 0;
