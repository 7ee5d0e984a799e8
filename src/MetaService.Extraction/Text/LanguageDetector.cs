using System.Collections.Frozen;
using MetaService.Extraction.Resources;

namespace MetaService.Extraction.Text;

/// <summary>Tells the language of a text: by script where that decides, else by common words and letters (<c>Data/languages.tsv</c>).</summary>
public static class LanguageDetector
{
    /// <summary>What is returned where no language is likely: too little text, or a language that the table does not hold.</summary>
    public const string Unknown = "und";

    /// <summary>Only so much of a text is read, in UTF-16 code units.</summary>
    private const int MaxLength = 6000;

    /// <summary>Letters of a script that a text must have before the script speaks.</summary>
    private const int MinLetters = 2;

    /// <summary>Common words (weighted by how few languages share them) that a Latin, Cyrillic or Arabic text must have.</summary>
    private const double MinScore = 1.0;

    /// <summary>What another language in Latin script must have more than English.</summary>
    private const double EnglishLead = 1.5;

    private static readonly string[] _languages;
    private static readonly int _english;
    private static readonly FrozenDictionary<string, int[]> _words;
    private static readonly FrozenDictionary<char, int[]> _letters;

    static LanguageDetector()
    {
        var languages = new List<string>();
        var words = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var letters = new Dictionary<char, List<int>>();
        foreach (var line in EmbeddedData.Lines("languages.tsv"))
        {
            var cells = line.Split('\t');
            var index = languages.Count;
            languages.Add(cells[0]);
            foreach (var word in cells[2].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                AddTo(words, word, index);
            }

            foreach (var letter in cells[1])
            {
                AddTo(letters, letter, index);
            }
        }

        _languages = [.. languages];
        _english = languages.IndexOf("en");
        _words = words.ToFrozenDictionary(w => w.Key, w => w.Value.ToArray(), StringComparer.Ordinal);
        _letters = letters.ToFrozenDictionary(l => l.Key, l => l.Value.ToArray());
    }

    /// <summary>The language as ISO 639-1 code (both Kurdish languages as <c>ku</c>), or <see cref="Unknown"/>. Allocates nothing but for short buffers.</summary>
    /// <param name="text">Any text, a body or a title; its beginning decides.</param>
    public static string Detect(ReadOnlySpan<char> text)
    {
        text = text[..Math.Min(text.Length, MaxLength)];
        var scripts = new ScriptCounts();
        foreach (var c in text)
        {
            scripts.Add(c);
        }

        return scripts.Decide() switch
        {
            Script.None => Unknown,
            Script.Latin => ByWords(text, static c => c is < '\u0250' or (>= '\u1E00' and <= '\u1EFF'), ""),
            Script.Cyrillic => ByWords(text, static c => c is >= '\u0400' and <= '\u04FF', "ru"),
            Script.Arabic => ByWords(text, static c => c is (>= '\u0600' and <= '\u06FF') or '\u200C', "ar"),
            Script.Greek => "el",
            Script.Hebrew => "he",
            Script.Devanagari => "hi",
            Script.Hangul => "ko",
            Script.Kana => "ja",
            Script.Han => "zh",
            Script.Armenian => "hy",
            Script.Georgian => "ka",
            Script.Thai => "th",
            Script.Bengali => "bn",
            Script.Tamil => "ta",
            Script.Ethiopic => "am",
            _ => Unknown,
        };
    }

    private static string ByWords(ReadOnlySpan<char> text, Func<char, bool> isLetter, string byDefault)
    {
        Span<double> scores = stackalloc double[_languages.Length];
        Span<char> folded = stackalloc char[32];
        var lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        int start = -1, tokens = 0, letters = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && isLetter(text[i]) && (char.IsLetter(text[i]) || text[i] == '\u200C'))
            {
                start = start < 0 ? i : start;
                if (_letters.TryGetValue(char.ToLowerInvariant(text[i]), out var owners))
                {
                    letters++;
                    Vote(scores, owners, 0.3);
                }

                continue;
            }

            if (start >= 0)
            {
                tokens++;
                if (i - start <= folded.Length)
                {
                    var length = text[start..i].ToLowerInvariant(folded);
                    if (lookup.TryGetValue(folded[..length], out var speakers))
                    {
                        Vote(scores, speakers, length == 1 ? 0.5 : 1);
                    }
                }

                start = -1;
            }
        }

        // A few words prove little: another language must be well ahead of English, in which most articles come.
        var best = _english;
        var ahead = scores[_english] + (byDefault.Length == 0 ? EnglishLead : 0);
        for (var i = 0; i < scores.Length; i++)
        {
            if (i != _english && scores[i] > ahead)
            {
                ahead = scores[i];
                best = i;
            }
        }

        return scores[best] >= Math.Max(MinScore, 0.04 * tokens) ? _languages[best] : byDefault.Length > 0 ? byDefault : Unknown;
    }

    /// <summary>A word or letter that several languages share speaks less for each.</summary>
    private static void Vote(Span<double> scores, int[] languages, double weight)
    {
        foreach (var language in languages)
        {
            scores[language] += weight / (0.5 + (0.5 * languages.Length));
        }
    }

    private static void AddTo<T>(Dictionary<T, List<int>> map, T key, int language)
        where T : notnull
    {
        if (!map.TryGetValue(key, out var list))
        {
            map[key] = list = [];
        }

        list.Add(language);
    }

    private enum Script
    {
        None, Latin, Cyrillic, Arabic, Greek, Hebrew, Devanagari, Hangul, Kana, Han, Armenian, Georgian, Thai, Bengali, Tamil, Ethiopic, Other,
    }

    /// <summary>Letters of each script.</summary>
    private struct ScriptCounts
    {
        private Counts _counts;

        public void Add(char c)
        {
            if (c < '\u0080')
            {
                _counts[(int)Script.Latin] += char.IsAsciiLetter(c) ? 1 : 0;
            }
            else if (char.IsLetter(c))
            {
                _counts[(int)Of(c)]++;
            }
        }

        public readonly Script Decide()
        {
            // Latin names and codes are common in every script: others count double. Kana makes Japanese of any Han.
            var best = Script.None;
            var most = MinLetters - 1;
            for (var s = (int)Script.Latin; s <= (int)Script.Other; s++)
            {
                var weight = s == (int)Script.Latin ? 1 : s is (int)Script.Han or (int)Script.Kana or (int)Script.Hangul ? 4 : 2;
                if (_counts[s] * weight > most)
                {
                    most = _counts[s] * weight;
                    best = (Script)s;
                }
            }

            return best == Script.Han && _counts[(int)Script.Kana] * 10 > _counts[(int)Script.Han] ? Script.Kana : best;
        }

        private static Script Of(char c) => c switch
        {
            < '\u0250' or (>= '\u1E00' and <= '\u1EFF') => Script.Latin,
            < '\u0370' => Script.None,
            < '\u0400' or (>= '\u1F00' and <= '\u1FFF') => Script.Greek,
            < '\u0530' => Script.Cyrillic,
            < '\u0590' => Script.Armenian,
            < '\u0600' => Script.Hebrew,
            < '\u0780' or (>= '\uFB50' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC') => Script.Arabic,
            >= '\u0900' and <= '\u097F' => Script.Devanagari,
            >= '\u0980' and <= '\u09FF' => Script.Bengali,
            >= '\u0B80' and <= '\u0BFF' => Script.Tamil,
            >= '\u0E00' and <= '\u0E7F' => Script.Thai,
            >= '\u10A0' and <= '\u10FF' => Script.Georgian,
            >= '\u1200' and <= '\u137F' => Script.Ethiopic,
            >= '\u3040' and <= '\u30FF' => Script.Kana,
            >= '\u3400' and <= '\u9FFF' => Script.Han,
            (>= '\uAC00' and <= '\uD7A3') or (>= '\u1100' and <= '\u11FF') => Script.Hangul,
            _ => Script.Other,
        };
    }

    [System.Runtime.CompilerServices.InlineArray((int)Script.Other + 1)]
    private struct Counts
    {
        private int _first;
    }
}
