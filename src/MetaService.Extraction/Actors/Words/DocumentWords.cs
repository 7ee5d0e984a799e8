using MetaService.Extraction.Actors.Knowledge;
using MetaService.Extraction.Tokens;

namespace MetaService.Extraction.Actors.Words;

/// <summary>What stands between two words.</summary>
internal enum Gap : byte
{
    /// <summary>Blank.</summary>
    Space,

    /// <summary>Hyphen without blanks, or an apostrophe.</summary>
    Joined,

    /// <summary>Full stop of an abbreviation.</summary>
    Period,

    /// <summary>Quotation mark.</summary>
    Quote,

    /// <summary>Comma.</summary>
    Comma,

    /// <summary>Opening bracket.</summary>
    Open,

    /// <summary>Closing bracket.</summary>
    Close,

    /// <summary>Colon, semicolon, dash, slash, sign.</summary>
    Strong,

    /// <summary>A sentence starts here.</summary>
    Sentence,
}

/// <summary>How a word is written.</summary>
internal enum Casing : byte
{
    /// <summary>No capital at its start.</summary>
    Lower,

    /// <summary>A capital at its start.</summary>
    Capital,

    /// <summary>At least two letters, all capitals.</summary>
    Upper,

    /// <summary>Begins with a digit.</summary>
    Number,
}

/// <summary>A word of the document.</summary>
/// <param name="Start">Offset in the repaired text.</param>
/// <param name="End">Offset behind it.</param>
/// <param name="Hash">Hash of its folded form.</param>
/// <param name="Class">Its classes.</param>
/// <param name="Sentence">Index of its sentence.</param>
/// <param name="Gap">What stands before it.</param>
/// <param name="Casing">How it is written.</param>
/// <param name="IsPossessive">Whether it is the s of a possessive.</param>
internal readonly record struct DocumentWord(int Start, int End, ulong Hash, WordClass Class, int Sentence, Gap Gap, Casing Casing, bool IsPossessive)
{
    /// <summary>Whether any of the classes holds.</summary>
    public bool Is(WordClass any) => (Class & any) != 0;

    /// <summary>Whether it begins with a capital.</summary>
    public bool IsCapitalized => Casing is Casing.Capital or Casing.Upper;

    /// <summary>Whether nothing but a blank, a hyphen or an abbreviation's dot stands before it.</summary>
    public bool Continues => Gap <= Gap.Period;
}

/// <summary>The words of title and body, sentence by sentence.</summary>
internal sealed class DocumentWords
{
    private const int CancellationStride = 4096;

    /// <summary>WHO, US, IT in capitals are no pronouns.</summary>
    private const WordClass SmallWords = WordClass.Determiner | WordClass.Preposition | WordClass.Conjunction | WordClass.Pronoun | WordClass.Relative
        | WordClass.Auxiliary | WordClass.Adverb | WordClass.SayVerb | WordClass.ActVerb | WordClass.ObjectVerb;

    private DocumentWords(string text, DocumentWord[] words, int count, IReadOnlyList<Sentence> sentences)
    {
        Text = text;
        _words = words;
        Count = count;
        Sentences = sentences;
    }

    private readonly DocumentWord[] _words;

    /// <summary>The repaired text.</summary>
    public string Text { get; }

    /// <summary>Number of words.</summary>
    public int Count { get; }

    /// <summary>The sentences that <see cref="DocumentWord.Sentence"/> counts.</summary>
    public IReadOnlyList<Sentence> Sentences { get; }

    /// <summary>A word.</summary>
    public ref readonly DocumentWord this[int index] => ref _words[index];

    /// <summary>Whether the index is a word of the given sentence.</summary>
    public bool IsIn(int index, int sentence) => (uint)index < (uint)Count && _words[index].Sentence == sentence;

    /// <summary>The span from a word up to, not including, another; with the dot of a final initial or suffix.</summary>
    public TextSpan Span(int first, int end)
    {
        var last = _words[end - 1];
        var stop = last.End;
        if (stop < Text.Length && Text[stop] == '.' && last.Casing == Casing.Capital && last.End - last.Start <= 2 && end - first > 1)
        {
            stop++;
        }

        return TextSpan.FromBounds(_words[first].Start, stop);
    }

    /// <summary>The text from a word up to, not including, another.</summary>
    public string TextOf(int first, int end) => Span(first, end).Of(Text).ToString();

    /// <summary>The letters of one word.</summary>
    public ReadOnlySpan<char> this[int index, bool _] => Text.AsSpan(_words[index].Start, _words[index].End - _words[index].Start);

    /// <summary>Index of the first word that ends behind an offset.</summary>
    public int FirstEndingAfter(int offset)
    {
        int low = 0, high = Count;
        if (_isOrdered)
        {
            while (low < high)
            {
                var mid = (low + high) / 2;
                if (_words[mid].End <= offset)
                {
                    low = mid + 1;
                }
                else
                {
                    high = mid;
                }
            }

            return low;
        }

        // The title may stand behind the body: then its words come first out of order.
        while (low < Count && !(_words[low].End > offset && _words[low].Start <= offset))
        {
            low++;
        }

        return low;
    }

    private bool _isOrdered = true;

    /// <summary>Splits the sentences into words.</summary>
    public static DocumentWords Read(TokenizedText tokens, ActorLexicon lexicon, CancellationToken cancellation)
    {
        var text = tokens.Text;
        var words = new DocumentWord[tokens.Tokens.Count + 16];
        var count = 0;
        var ordered = true;
        for (var s = 0; s < tokens.Sentences.Count; s++)
        {
            var sentence = tokens.Sentences[s];
            var from = tokens.TokenSpan[sentence.First].Start;
            var to = tokens.TokenSpan[sentence.End - 1].End;
            ordered = ordered && (count == 0 || words[count - 1].End <= from);
            var slice = text.AsSpan(from, to - from);
            var reader = new NameWordReader(slice);
            var previous = -1;
            while (reader.MoveNext())
            {
                if (count == words.Length)
                {
                    Array.Resize(ref words, count * 2);
                }

                var first = slice[reader.Start];
                var casing = char.IsDigit(first) ? Casing.Number
                    : !char.IsUpper(first) ? Casing.Lower
                    : reader.Letters > 1 && reader.Capitals == reader.Letters ? Casing.Upper : Casing.Capital;
                var gap = previous < 0 ? Gap.Sentence : GapOf(slice[previous..reader.Start]);
                var known = lexicon[reader.Hash];
                words[count++] = new DocumentWord(
                    from + reader.Start, from + reader.End, reader.Hash, casing == Casing.Upper ? known & ~SmallWords : known, s, gap, casing, reader.IsPossessive);
                previous = reader.End;
                if (count % CancellationStride == 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                }
            }
        }

        return new DocumentWords(text, words, count, tokens.Sentences) { _isOrdered = ordered };
    }

    private static Gap GapOf(ReadOnlySpan<char> between)
    {
        if (between is " ")
        {
            return Gap.Space;
        }

        var gap = Gap.Space;
        foreach (var c in between)
        {
            var here = c switch
            {
                ' ' or '\u00A0' or '\n' or '\r' or '\t' or '\u200E' or '\u200F' => Gap.Space,
                '-' or '\u2010' or '\u2011' when between.Length == 1 => Gap.Joined,
                '.' => Gap.Period,
                '&' => Gap.Space,
                '"' or '“' or '”' or '«' or '»' => Gap.Quote,
                ',' or '،' => Gap.Comma,
                '(' or '[' or '{' => Gap.Open,
                ')' or ']' or '}' => Gap.Close,
                _ when NameWordReader.IsApostrophe(c) => between.Length == 1 ? Gap.Joined : Gap.Quote,
                _ => Gap.Strong,
            };
            gap = here > gap ? here : gap;
        }

        return gap;
    }
}
