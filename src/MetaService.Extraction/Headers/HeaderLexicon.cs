using MetaService.Extraction.Resources;

namespace MetaService.Extraction.Headers;

/// <summary>What a label says of the value behind it.</summary>
internal enum LabelKind
{
    /// <summary>No label.</summary>
    None,

    /// <summary>Day of publication.</summary>
    Published,

    /// <summary>Day of the last change.</summary>
    Modified,

    /// <summary>A date without a word on what of.</summary>
    Date,

    /// <summary>The date of something else: a picture, a visit.</summary>
    Taken,

    /// <summary>The feed or agency that it comes from.</summary>
    Source,

    /// <summary>The outlet.</summary>
    Publisher,

    /// <summary>The author.</summary>
    Byline,

    /// <summary>Who put it on the site.</summary>
    Poster,

    /// <summary>Editors and translators: no authors.</summary>
    Editor,

    /// <summary>The section.</summary>
    Section,

    /// <summary>The filing place.</summary>
    Place,

    /// <summary>The headline.</summary>
    Title,

    /// <summary>A picture's credit or caption.</summary>
    Photo,

    /// <summary>Numbers of the site's own.</summary>
    Id,

    /// <summary>Buttons, counters, links.</summary>
    Noise,
}

/// <summary>Words of page headers, of all languages: labels, buttons and counters, sections, title marks, words of desks and of media names.</summary>
internal sealed class HeaderLexicon
{
    private static readonly string[] _labelLanguages = ["en", "ar", "fa", "tr", "fr", "de", "es", "sv", "ro", "ru", "it", "pt"];

    private readonly PhraseTable<LabelKind> _labels = new();
    private readonly PhraseTable<bool> _noise = new();
    private readonly PhraseTable<bool> _sections = new();
    private readonly Dictionary<string, PhraseTable<bool>> _words = new(StringComparer.Ordinal);

    private HeaderLexicon()
    {
        foreach (var language in _labelLanguages)
        {
            foreach (var line in EmbeddedData.Lines(language + "/header_labels.tsv"))
            {
                var cells = line.Split('\t');
                _labels.Add(cells[1], Enum.Parse<LabelKind>(cells[0], ignoreCase: true));
            }
        }

        foreach (var line in EmbeddedData.Lines("en/header_noise.tsv"))
        {
            var cells = line.Split('\t');
            _noise.Add(cells[1], cells[0] == "phrase");
        }

        foreach (var line in EmbeddedData.Lines("en/section_names.tsv"))
        {
            _sections.Add(line, true);
        }

        foreach (var outlet in OutletCatalog.Embedded.Outlets)
        {
            foreach (var section in outlet.Sections)
            {
                _sections.Add(section, true);
            }
        }

        foreach (var line in EmbeddedData.Lines("en/header_words.tsv"))
        {
            var cells = line.Split('\t');
            if (!_words.TryGetValue(cells[0], out var table))
            {
                _words.Add(cells[0], table = new PhraseTable<bool>());
            }

            table.Add(cells[1], true);
        }
    }

    /// <summary>The lexicon built into this assembly.</summary>
    public static HeaderLexicon Default { get; } = new();

    /// <summary>The label at a place of a line; its length, 0 where there is none.</summary>
    public int LabelAt(string text, int start, int end, out LabelKind kind) => _labels.MatchAt(text, start, end, out kind);

    /// <summary>Whether a name is a usual section's.</summary>
    public bool IsSection(ReadOnlySpan<char> name) => _sections.TryGet(name, out _);

    /// <summary>Whether a phrase is of a kind: <c>desk</c>, <c>media</c>, <c>title-mark</c>, <c>no-place</c>, <c>end</c>, <c>today</c>, <c>yesterday</c>, <c>credit</c>, <c>qualifier</c>, <c>told</c>, <c>reported</c>.</summary>
    public bool Is(string kind, ReadOnlySpan<char> phrase) => _words[kind].TryGet(phrase, out _);

    /// <summary>The length of the phrase of a kind at a place, 0 where there is none.</summary>
    public int WordAt(string kind, string text, int start, int end) => _words[kind].MatchAt(text, start, end, out _);

    /// <summary>Whether a line holds nothing but buttons, counters and navigation.</summary>
    public bool IsNoise(string text, int start, int end)
    {
        var phrases = 0;
        for (var i = start; i < end;)
        {
            if (!char.IsLetterOrDigit(text[i]))
            {
                i++;
                continue;
            }

            if (_noise.MatchAt(text, i, end, out var isPhrase) is var length and > 0)
            {
                phrases += isPhrase ? 1 : 0;
                i += length;
                continue;
            }

            if (!char.IsDigit(text[i]))
            {
                return false;
            }

            while (i < end && (char.IsLetterOrDigit(text[i]) || text[i] is ',' or '.'))
            {
                if (char.IsLetter(text[i]) && text[i] is not ('k' or 'K' or 'M'))
                {
                    return false;
                }

                i++;
            }
        }

        return phrases > 0 || !text.AsSpan(start, end - start).ContainsAnyLetter();
    }
}
