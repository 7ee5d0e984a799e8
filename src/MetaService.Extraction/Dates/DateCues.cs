using System.Globalization;
using MetaService.Extraction.Resources;
using MetaService.Extraction.Text;

namespace MetaService.Extraction.Dates;

/// <summary>What a word of running text says about the time of what is told.</summary>
[Flags]
internal enum DateCueRoles
{
    None = 0,

    /// <summary>Speaks of what is to come: "will", "scheduled".</summary>
    Future = 1,

    /// <summary>A present tense that stands for a plan: "hosts", "returns".</summary>
    Present = 2,

    /// <summary>Speaks of what happened; words in -ed do so too.</summary>
    Past = 4,

    /// <summary>A verb whose infinitive happened with it: "tried to", "refused to".</summary>
    Implicative = 8,

    /// <summary>A base form that makes "to" an infinitive.</summary>
    Verb = 16,

    /// <summary>A part of a day: "evening".</summary>
    Part = 32,

    /// <summary>Stands behind a "to" that is no infinitive.</summary>
    NotInfinitive = 64,

    /// <summary>Makes a weekday behind it a name or a habit: "Black", "every".</summary>
    NameBefore = 128,

    /// <summary>Makes a weekday before it a name: "Times", "prayers".</summary>
    NameBehind = 256,

    /// <summary>Makes a day of the year before it a name: "park".</summary>
    PlaceBehind = 512,

    /// <summary>May stand before a month without day and year.</summary>
    MonthBefore = 1024,

    /// <summary>May stand before a year.</summary>
    YearBefore = 2048,
    Season = 4096,

    /// <summary>Makes a number before it an amount.</summary>
    QuantityBehind = 8192,
    Number = 16384,
    Unit = 32768,

    /// <summary>Starts a phrase: "last", "next", "the".</summary>
    Modifier = 65536,

    /// <summary>Something that is dated ahead: "election".</summary>
    Event = 131072,

    /// <summary>A verb whose infinitive lies ahead: "agreed to", "is to".</summary>
    FutureTaking = 262144,
}

/// <summary>A cue word.</summary>
/// <param name="Roles">What it does.</param>
/// <param name="Number">The value of a number word.</param>
/// <param name="Unit"><c>d</c>ay, <c>w</c>eek, <c>f</c>ortnight, <c>m</c>onth, <c>y</c>ear; else NUL. Decades have no unit here.</param>
internal readonly record struct DateCue(DateCueRoles Roles, int Number, char Unit)
{
    public bool Is(DateCueRoles roles) => (Roles & roles) != 0;
}

/// <summary>Cue words of English running text: <c>Data/en/date-cues.tsv</c>.</summary>
internal sealed class DateCues
{
    private const int MaxLetters = 24;

    private readonly FoldedTable<DateCue> _table;

    private DateCues()
    {
        var cues = new Dictionary<string, DateCue>(StringComparer.Ordinal);
        foreach (var row in EmbeddedData.Lines("en/date-cues.tsv").Select(l => l.Split('\t')))
        {
            var role = Enum.Parse<DateCueRoles>(row[0].Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
            var cue = cues.GetValueOrDefault(row[1]);
            cues[row[1]] = new DateCue(
                cue.Roles | role,
                role == DateCueRoles.Number ? int.Parse(row[2], CultureInfo.InvariantCulture) : cue.Number,
                role == DateCueRoles.Unit && row[2] != "decade" ? row[2][0] : cue.Unit);
        }

        _table = new FoldedTable<DateCue>(cues);
    }

    /// <summary>The cues built into this assembly.</summary>
    public static DateCues Default { get; } = new();

    /// <summary>The cue that a word is, in any case; the empty cue for other words.</summary>
    public DateCue Find(ReadOnlySpan<char> word)
    {
        if (word.Length is 0 or > MaxLetters || _table.Excludes(word))
        {
            return default;
        }

        Span<char> lower = stackalloc char[word.Length];
        for (var i = 0; i < word.Length; i++)
        {
            lower[i] = TextFolding.Fold(word[i]);
        }

        return _table.TryGet(lower, out var cue) ? cue : default;
    }
}
