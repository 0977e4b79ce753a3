using System.Text;
using LtoPar.Scale;
using LtoPar.TestSupport;

if (args is not (["module" or "plan", ..]))
{
    Console.Error.WriteLine(ShapeArguments.Usage);
    return 2;
}

LayeredShape shape;
try
{
    shape = ShapeArguments.Read(args.AsSpan(1));
}
catch (FormatException e)
{
    Console.Error.WriteLine($"ScaleModules: error: {e.Message}\n{ShapeArguments.Usage}");
    return 2;
}

if (args[0] == "plan")
{
    Console.WriteLine(PlanningCost.Measure(shape));
    return 0;
}

using StreamWriter output = new(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 20) { NewLine = "\n" };
ScaleModule.Write(LayeredPrograms.Make(shape), output);
return 0;
