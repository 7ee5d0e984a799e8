using MetaService.Extraction.Places;

namespace MetaService.Extraction.Actors.Linking;

/// <summary>A mention of a body with what its own words tell.</summary>
/// <param name="Name">The name.</param>
/// <param name="First">First word, the country before the name included.</param>
/// <param name="BareFirst">First word without the country.</param>
/// <param name="End">Behind the last word.</param>
/// <param name="Attached">Country in or beside the name, or null.</param>
/// <param name="Entry">Entry of the knowledge base, or -1.</param>
/// <param name="Portfolio">General body of the knowledge base, or -1.</param>
/// <param name="Type">Actor type.</param>
/// <param name="CountryCode">Its country, from its own words, the knowledge base or the article's focus.</param>
/// <param name="Key">Mentions with one key are one body.</param>
/// <param name="BareKey">Key of the bare name.</param>
/// <param name="IsDescription">A demonym and a common noun.</param>
internal sealed record BodyMention(
    NameMention Name,
    int First,
    int BareFirst,
    int End,
    Country? Attached,
    int Entry,
    int Portfolio,
    ActorType Type,
    string? CountryCode,
    string Key,
    ulong BareKey,
    bool IsDescription);
