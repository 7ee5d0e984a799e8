using MetaService.Extraction.Places;

namespace MetaService.DataBuilder.Gazetteers;

/// <summary>A place while the gazetteer is being built.</summary>
internal sealed class GazetteerEntry
{
    public required string Name { get; set; }

    public string? Country { get; init; }

    public PlaceKind Kind { get; init; }

    public double Latitude { get; set; }

    public double Longitude { get; set; }

    public long Population { get; set; }

    public int GeonameId { get; init; }

    public string? Zone { get; init; }

    public GazetteerEntry? Admin1 { get; init; }

    public GazetteerEntry? Admin2 { get; init; }

    public byte Flags { get; set; }

    /// <summary>How many of the first <see cref="Names"/> are its own, not alternate ones.</summary>
    public int OwnNames { get; set; }

    /// <summary>Names under which it is found, before folding; its own first.</summary>
    public List<string> Names { get; } = [];
}
