namespace MetaService.Extraction.Text;

/// <summary>
/// How readily blanks are missing in a text, learned from its own clear cases: anywhere, where a line of 80 columns would have
/// been wrapped, and behind a paragraph's first word. Costs are in nats; higher means rarer.
/// </summary>
internal sealed class DamageModel
{
    /// <summary>The wrap column of the renderings whose line ends were deleted.</summary>
    public const int WrapColumn = 80;

    /// <summary>Used while nothing is known: high enough that only clear cases are taken.</summary>
    public static DamageModel Survey { get; } = new() { Blank = 6f, AtWrap = 6f, AtFirstWord = 6f, StrayBlank = 9f };

    /// <summary>Cost of a lost blank at no special place.</summary>
    public float Blank { get; private init; }

    /// <summary>Cost of a lost blank in the word that crosses the wrap column.</summary>
    public float AtWrap { get; private init; }

    /// <summary>Cost of a lost blank behind the first word of a paragraph.</summary>
    public float AtFirstWord { get; private init; }

    /// <summary>Cost of a stray blank within a word.</summary>
    public float StrayBlank { get; private init; }

    /// <summary>Whether the text as a whole is damaged, so that doubtful cases may be repaired, too.</summary>
    public bool IsDamaged { get; private init; }

    /// <summary>Whether blanks are missing anywhere, not only at line ends.</summary>
    public bool IsHeavy { get; private init; }

    /// <summary>Learns from the survey of a text.</summary>
    public static DamageModel From(DamageSurvey survey)
    {
        // One clear case is no evidence for itself.
        var rate = (Math.Max(0, survey.Elsewhere - 1) + 0.1) / (survey.Chunks + 50.0);
        var blank = (float)Math.Clamp(-Math.Log(rate * 1.3), 1.5, 8.5);
        var joins = survey.Elsewhere + survey.AtWrap + survey.AtFirstWord;
        var heavy = survey.Elsewhere >= 4 && survey.Elsewhere > 0.05 * survey.Chunks;
        return new DamageModel
        {
            Blank = blank,
            AtWrap = Math.Min(blank, Logit(survey.AtWrap, survey.Wraps, -1.5)),
            AtFirstWord = Math.Min(blank, Logit(survey.AtFirstWord, survey.FirstWords, -2.5)),
            StrayBlank = heavy ? 5.5f : 10f,
            IsDamaged = joins >= 2 && joins > 0.008 * survey.Chunks,
            IsHeavy = heavy,
        };
    }

    /// <summary>Cost against none, of an event seen <paramref name="hits"/> times in <paramref name="all"/>, shrunk towards rare.</summary>
    private static float Logit(int hits, int all, double least)
    {
        var p = (hits + 0.2) / (all + 1.2);
        return (float)Math.Clamp(-Math.Log(p / (1 - p)), least, 8);
    }
}

/// <summary>Counts of clear cases of lost blanks in a text.</summary>
internal sealed class DamageSurvey
{
    /// <summary>Words between blanks.</summary>
    public int Chunks { get; set; }

    /// <summary>Clear losses at no special place.</summary>
    public int Elsewhere { get; set; }

    /// <summary>Words that cross the wrap column, and those of them that clearly lost a blank.</summary>
    public int Wraps { get; set; }

    /// <summary>Clear losses at the wrap column.</summary>
    public int AtWrap { get; set; }

    /// <summary>First words of paragraphs.</summary>
    public int FirstWords { get; set; }

    /// <summary>Clear losses behind a paragraph's first word.</summary>
    public int AtFirstWord { get; set; }
}
