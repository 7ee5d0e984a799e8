namespace MetaService.Extraction.Tagging;

/// <summary>Type of a name, as the training text marks it.</summary>
public enum EntityTag
{
    /// <summary>A named person.</summary>
    Person,

    /// <summary>A body of a state.</summary>
    Government,

    /// <summary>A state's armed forces, police, intelligence and their units.</summary>
    Military,

    /// <summary>An armed organisation that is not a state's.</summary>
    ArmedGroup,

    /// <summary>A party, bloc or political movement.</summary>
    Party,

    /// <summary>An organisation, body or coalition of states.</summary>
    Intergovernmental,

    /// <summary>A business.</summary>
    Company,

    /// <summary>An outlet, agency or broadcaster.</summary>
    Media,

    /// <summary>Any other organisation.</summary>
    Organization,

    /// <summary>A demonym, ethnic or religious group.</summary>
    Group,

    /// <summary>A country.</summary>
    Country,

    /// <summary>Any other place.</summary>
    Location,
}

/// <summary>A name found in the text.</summary>
/// <param name="Span">Where it stands in the repaired text.</param>
/// <param name="FirstToken">Index of its first token.</param>
/// <param name="TokenCount">Number of tokens, at least 1.</param>
/// <param name="Tag">Its type.</param>
/// <param name="Confidence">Posterior probability of span and type, 0 to 1.</param>
public readonly record struct Mention(TextSpan Span, int FirstToken, int TokenCount, EntityTag Tag, float Confidence)
{
    /// <summary>The token index behind the last one.</summary>
    public int EndToken => FirstToken + TokenCount;
}
