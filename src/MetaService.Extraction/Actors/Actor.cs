namespace MetaService.Extraction.Actors;

/// <summary>What an actor is; the annotation guide defines the types.</summary>
public enum ActorType
{
    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>A named human being.</summary>
    Person,

    /// <summary>A country acting as a state.</summary>
    State,

    /// <summary>A body of a state.</summary>
    Government,

    /// <summary>A state's armed forces, police, intelligence.</summary>
    SecurityForce,

    /// <summary>A non-state armed organisation.</summary>
    ArmedGroup,

    /// <summary>A party, bloc or movement.</summary>
    Party,

    /// <summary>An organisation or coalition of states.</summary>
    Intergovernmental,

    /// <summary>A business.</summary>
    Company,

    /// <summary>An outlet named as a source.</summary>
    Media,

    /// <summary>Any other organisation.</summary>
    Organization,

    /// <summary>A nationality or community acting as such.</summary>
    People,
}

/// <summary>How a mention names its actor.</summary>
public enum ActorMentionKind
{
    /// <summary>By its name.</summary>
    Name,

    /// <summary>By a short form: last name, ellipsis.</summary>
    ShortForm,

    /// <summary>By an acronym.</summary>
    Acronym,

    /// <summary>By a metonym: a capital or a building for a state.</summary>
    Metonym,

    /// <summary>By demonym and head word.</summary>
    Description,
}

/// <summary>A mention of an actor.</summary>
/// <param name="Text">As it stands in the repaired text.</param>
/// <param name="Span">Where.</param>
/// <param name="Kind">How it names the actor.</param>
public sealed record ActorMention(string Text, TextSpan Span, ActorMentionKind Kind);

/// <summary>An office or description of an actor.</summary>
/// <param name="Title">As printed, else as the knowledge base has it.</param>
/// <param name="Organization">Name of the body, or null.</param>
/// <param name="Country">ISO 3166-1 alpha-2 of the body, or null.</param>
/// <param name="Status">Against the article's date: <c>current</c>, <c>former</c>, <c>future</c>, or <c>printed</c> where only the text says so.</param>
/// <param name="Span">Where it stands, or null where it comes from the knowledge base.</param>
public sealed record ActorRole(string Title, string? Organization, string? Country, string Status, TextSpan? Span);

/// <summary>An actor of an article, once for all its mentions.</summary>
/// <param name="Id">Knowledge-base id, else <c>x-</c> and a stable hash of type, folded name and country.</param>
/// <param name="Name">The fullest name in this text.</param>
/// <param name="CanonicalName">Knowledge-base name, else the name.</param>
/// <param name="Aliases">Other names that this text uses, in order; without <paramref name="Name"/>.</param>
/// <param name="Type">What it is.</param>
/// <param name="Country">ISO 3166-1 alpha-2, or null for an international one or where unknown.</param>
/// <param name="CameoCode">CAMEO actor code, or null.</param>
/// <param name="Roles">Printed roles first; may be empty.</param>
/// <param name="Salience">0 to 1 within the article.</param>
/// <param name="Mentions">In order of position, at least one.</param>
/// <param name="Confidence">0 to 1; that actor, type and identity are right.</param>
/// <param name="Rule">Name of the rule that settled the identity.</param>
public sealed record Actor(
    string Id,
    string Name,
    string CanonicalName,
    IReadOnlyList<string> Aliases,
    ActorType Type,
    string? Country,
    string? CameoCode,
    IReadOnlyList<ActorRole> Roles,
    double Salience,
    IReadOnlyList<ActorMention> Mentions,
    double Confidence,
    string Rule);
