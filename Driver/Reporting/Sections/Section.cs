using LtoPar.Driver.Reporting.Markup;
using LtoPar.Driver.Reports.LogFile;

namespace LtoPar.Driver.Reporting.Sections;

/// <summary>A section of the report of one run.</summary>
/// <param name="Identity">Its place on the page, for links.</param>
/// <param name="Add">Writes what is below the title.</param>
internal sealed record Section(string Identity, string Title, Action<Html, LogDocument> Add)
{
    /// <summary>Lists the sections for which a log has something, in the order of the page.</summary>
    public static IEnumerable<Section> For(LogDocument log)
    {
        yield return new Section("timeline", "Timeline", TimelineSection.Add);
        if (log.Partitions.Any(p => p.HasWorker))
        {
            yield return new Section("cores", "What other numbers of cores would make of it", WhatIfSection.Add);
            yield return new Section("sizes", "Partitions by size and by time", TreemapSection.Add);
            yield return new Section("places", "Where partitions ran", PlacesSection.Add);
        }

        if (log.Cache is not null)
        {
            yield return new Section("cache", "Cache", CacheSection.Add);
        }

        if (log.Cut is not null)
        {
            yield return new Section("cut", "Calls between partitions", CutSection.Add);
        }

        if (log.Promoted is not null || log.Cloned is not null || log.Copied is not null || log.Imported is not null)
        {
            yield return new Section("symbols", "Symbols that other partitions see", SymbolsSection.Add);
        }

        if (log.Together is not null)
        {
            yield return new Section("together", "What had to stay together", TogetherSection.Add);
        }

        yield return new Section("options", "Options", OptionsSection.Add);
    }
}
