namespace LtoPar.Fuzz.Features;

/// <summary>Something that partitioning can break. Adds definitions to a module and observations of them; may be added several times.</summary>
internal interface IFeature
{
    void Add(ModuleText module);
}
