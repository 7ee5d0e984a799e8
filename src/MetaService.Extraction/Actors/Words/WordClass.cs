namespace MetaService.Extraction.Actors.Words;

/// <summary>What a word may be, independent of where it stands. Several may hold.</summary>
[Flags]
internal enum WordClass
{
    /// <summary>Nothing known.</summary>
    None = 0,

    /// <summary>Article, demonstrative, possessive, numeral.</summary>
    Determiner = 1 << 0,

    /// <summary>Preposition.</summary>
    Preposition = 1 << 1,

    /// <summary>Conjunction.</summary>
    Conjunction = 1 << 2,

    /// <summary>Personal or relative pronoun.</summary>
    Pronoun = 1 << 3,

    /// <summary>Who, which, whose.</summary>
    Relative = 1 << 4,

    /// <summary>Form of be, have, do, or a modal verb.</summary>
    Auxiliary = 1 << 5,

    /// <summary>Adverb that may stand between subject and verb.</summary>
    Adverb = 1 << 6,

    /// <summary>Verb of saying or thinking.</summary>
    SayVerb = 1 << 7,

    /// <summary>Verb whose subject acts.</summary>
    ActVerb = 1 << 8,

    /// <summary>Verb whose object is acted upon.</summary>
    ObjectVerb = 1 << 9,

    /// <summary>Noun for a person's office or function.</summary>
    TitleHead = 1 << 10,

    /// <summary>The same in the plural.</summary>
    TitlePlural = 1 << 11,

    /// <summary>Word that may stand before such a noun.</summary>
    TitleModifier = 1 << 12,

    /// <summary>Mr, Dr, Sheikh: stands before a name and is no office.</summary>
    Honorific = 1 << 13,

    /// <summary>Military rank or the like before a name.</summary>
    Rank = 1 << 14,

    /// <summary>Former, late, ex-.</summary>
    Ended = 1 << 15,

    /// <summary>Marks a woman.</summary>
    Female = 1 << 16,

    /// <summary>Marks a man.</summary>
    Male = 1 << 17,

    /// <summary>Head word of an organisation's name; its type is in the lexicon.</summary>
    OrganizationHead = 1 << 18,

    /// <summary>Past or present participle form of a verb in the lists.</summary>
    Inflected = 1 << 19,

    /// <summary>Makes what follows <c>with</c> a party: talks with X.</summary>
    RelatesWith = 1 << 20,

    /// <summary>Makes what follows <c>between</c> parties.</summary>
    RelatesBetween = 1 << 21,

    /// <summary>Makes what follows <c>against</c> a party.</summary>
    RelatesAgainst = 1 << 22,

    /// <summary>Makes what follows <c>to</c> a party.</summary>
    RelatesTo = 1 << 23,

    /// <summary>Makes what follows <c>of</c> a party: the support of X.</summary>
    RelatesOf = 1 << 24,

    /// <summary>Makes what follows <c>from</c> a party: money from X.</summary>
    RelatesFrom = 1 << 25,

    /// <summary>Makes what follows <c>on</c> a party: sanctions on X.</summary>
    RelatesOn = 1 << 26,

    /// <summary>A title word that is also a forename or last name.</summary>
    Forename = 1 << 27,

    /// <summary>Title that goes with a given name alone and belongs to the name: King Salman.</summary>
    Royal = 1 << 28,
}
