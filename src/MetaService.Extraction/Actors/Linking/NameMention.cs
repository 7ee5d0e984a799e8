using MetaService.Extraction.Places;
using MetaService.Extraction.Tagging;

namespace MetaService.Extraction.Actors.Linking;

/// <summary>A name in the text, from the tagger, the knowledge base, or both.</summary>
internal sealed class NameMention
{
    /// <summary>Index of the first word.</summary>
    public required int First { get; set; }

    /// <summary>Index behind the last word.</summary>
    public required int End { get; set; }

    /// <summary>What the tagger says; null where only the knowledge base knows it.</summary>
    public EntityTag? Tag { get; set; }

    /// <summary>The tagger's confidence, 0 without it.</summary>
    public float Confidence { get; init; }

    /// <summary>The knowledge base's claims on the whole name; -1 for none.</summary>
    public int Handle { get; set; } = -1;

    /// <summary>The country that the whole name names.</summary>
    public Country? Country { get; set; }

    /// <summary>How it names the country.</summary>
    public CountryNameKind CountryKind { get; set; }

    /// <summary>Whether it names a country or its people.</summary>
    public bool IsCountryName => Country is not null && CountryKind != CountryNameKind.Demonym;

    /// <summary>Whether it is an adjective or noun of a country's people.</summary>
    public bool IsDemonym => Country is not null && CountryKind == CountryNameKind.Demonym;

    /// <summary>Whether the tagger takes it for a person.</summary>
    public bool IsPerson => Tag == EntityTag.Person;
}
