using MetaService.Extraction.Headers;
using MetaService.Extraction.Tagging;
using MetaService.Extraction.Text;
using MetaService.Extraction.Tokens;

namespace MetaService.Extraction.Places;

/// <summary>A country named in an article.</summary>
/// <param name="Country">Which.</param>
/// <param name="Kind">By what kind of word.</param>
/// <param name="Span">Where.</param>
/// <param name="Sentence">Index of the sentence.</param>
internal readonly record struct CountryHit(Country Country, CountryNameKind Kind, TextSpan Span, int Sentence);

/// <summary>The countries that an article names, and where its sentences stand: what both place resolution and the choice of region start from.</summary>
internal sealed class DocumentGeography
{
    private readonly TokenizedText _tokens;
    private readonly int[] _starts;
    private readonly bool _isSorted = true;

    private DocumentGeography(TokenizedText tokens)
    {
        _tokens = tokens;
        _starts = new int[tokens.Sentences.Count];
        for (var i = 0; i < _starts.Length; i++)
        {
            _starts[i] = tokens.TokenSpan[tokens.Sentences[i].First].Start;
            _isSorted &= i == 0 || _starts[i] >= _starts[i - 1];
        }
    }

    /// <summary>Countries by name, abbreviation or demonym, in order of the tokens.</summary>
    public List<CountryHit> Hits { get; } = [];

    /// <summary>Index of the first sentence that is no title.</summary>
    public int FirstBodySentence { get; private set; }

    /// <summary>The text.</summary>
    public string Text => _tokens.Text;

    /// <summary>Reads the countries of an article. Names within names of persons and within longer place names do not count.</summary>
    public static DocumentGeography Read(TokenizedText tokens, IReadOnlyList<Mention> mentions, HeaderInfo header, CancellationToken cancellation)
    {
        var document = new DocumentGeography(tokens);
        while (document.FirstBodySentence < tokens.Sentences.Count && tokens.Sentences[document.FirstBodySentence].IsTitle)
        {
            document.FirstBodySentence++;
        }

        var text = tokens.Text;
        var all = tokens.TokenSpan;
        var mention = 0;
        var covered = -1;
        for (var sentence = 0; sentence < tokens.Sentences.Count; sentence++)
        {
            var range = tokens.Sentences[sentence];
            if ((sentence & 63) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            for (var i = range.First; i < range.End; i++)
            {
                while (mention < mentions.Count && mentions[mention].EndToken <= i)
                {
                    mention++;
                }

                var token = all[i];
                if (i < covered || !(char.IsUpper(text[token.Start]) || text[token.Start] >= '\u0590')
                    || !CountryTable.Shared.TryFindAt(text, token.Start, out var hit))
                {
                    continue;
                }

                var within = mention < mentions.Count && mentions[mention].FirstToken <= i ? mentions[mention] : default;
                if (within.TokenCount > 0 && within.Tag == EntityTag.Person || document.IsPartOfLongerName(i, hit.Span))
                {
                    continue;
                }

                document.Hits.Add(new CountryHit(hit.Country, hit.Kind, hit.Span, sentence));
                covered = i + 1;
                while (covered < range.End && all[covered].Start < hit.Span.End)
                {
                    covered++;
                }
            }
        }

        return document;
    }

    /// <summary>Index of the sentence that holds an offset, or -1 where there is none.</summary>
    public int SentenceAt(int offset)
    {
        if (!_isSorted)
        {
            var best = -1;
            for (var i = 0; i < _starts.Length; i++)
            {
                best = _starts[i] <= offset && (best < 0 || _starts[i] >= _starts[best]) ? i : best;
            }

            return best;
        }

        var found = Array.BinarySearch(_starts, offset);
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>Whether the country's name is part of a known longer name that does not mean the country: Persian Gulf, Latin American, Lake Chad.</summary>
    private bool IsPartOfLongerName(int token, TextSpan span)
    {
        Span<char> key = stackalloc char[200];
        var tokens = _tokens.TokenSpan;
        for (var start = Math.Max(0, token - 3); start <= token; start++)
        {
            var length = 0;
            for (var end = start; end < tokens.Length && end < start + 5; end++)
            {
                var word = _tokens[end];
                if (end > start && tokens[end].Start - tokens[end - 1].End > 2)
                {
                    break;
                }

                length = NameWords.AppendWord(word, key, length);
                if (length < 0)
                {
                    break;
                }

                var covers = tokens[start].Start <= span.Start && tokens[end].End >= span.End && tokens[end].End - tokens[start].Start > span.Length + 1;
                if (covers && (PlaceWords.Shared.IsCompound(key[..length]) || IsListedElsewhere(key[..length])))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsListedElsewhere(ReadOnlySpan<char> key)
    {
        Span<int> found = stackalloc int[1];
        if (Gazetteer.Shared.FindKey(key, found) == 0)
        {
            return false;
        }

        var place = Gazetteer.Shared[found[0]];
        return place.IsListed && place.Kind is PlaceKind.Feature or PlaceKind.Region && place.Country is null;
    }
}
