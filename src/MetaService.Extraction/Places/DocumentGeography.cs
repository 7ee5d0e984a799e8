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
                if (within.TokenCount > 0 && within.Tag == EntityTag.Person
                    || (hit.Kind == CountryNameKind.Demonym && document.IsLanguage(i, range, hit.Span))
                    || document.IsPartOfLongerName(i, hit.Span))
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

    /// <summary>Marks the countries that a sentence names, by their numbers in the gazetteer.</summary>
    public void MarkNamedIn(int sentence, Span<bool> countries)
    {
        int low = 0, high = Hits.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Hits[middle].Sentence < sentence)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        for (; low < Hits.Count && Hits[low].Sentence == sentence; low++)
        {
            countries[Gazetteer.Shared.CountryIndex(Hits[low].Country.Code)] = true;
        }
    }

    /// <summary>Whether a demonym means the language: "in English.", "English-language".</summary>
    private bool IsLanguage(int token, Sentence sentence, TextSpan span)
    {
        var behind = Text.AsSpan(span.End);
        if (behind.Length > 1 && behind[0] is '-' or ' ' && (behind[1..].StartsWith("language") || behind[1..].StartsWith("speak") || behind[1..].StartsWith("translation")))
        {
            return true;
        }

        return token > sentence.First
            && _tokens[token - 1] is "in" or "into" or "from" or "speak" or "speaks" or "spoke" or "speaking" or "fluent" or "learn" or "learning"
            && (behind.Length == 0 || behind[0] is '.' or ',' or ';' or ')' or '"' or '\u201D' or '\n');
    }

    /// <summary>Whether the country's name is part of a known longer name that does not mean the country: Persian Gulf, Latin American, Lake Chad.</summary>
    private bool IsPartOfLongerName(int token, TextSpan span)
    {
        var first = token;
        while (first > 0 && first > token - 3 && IsNameToken(first - 1))
        {
            first--;
        }

        var tokens = _tokens.TokenSpan;
        var last = token;
        while (last < tokens.Length && tokens[last].Start < span.End)
        {
            last++;
        }

        if (first == token && (last == tokens.Length || !IsNameToken(last)))
        {
            return false;
        }

        Span<char> key = stackalloc char[200];
        for (var start = first; start <= token; start++)
        {
            var length = 0;
            for (var end = start; end < tokens.Length && end < start + 5 && (end < last || IsNameToken(end)); end++)
            {
                length = NameWords.AppendWord(_tokens[end], key, length);
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

    private bool IsNameToken(int token)
    {
        var word = _tokens[token];
        return char.IsUpper(word[0]) || word is "of" or "the" or "and";
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
