using System.Buffers;

namespace MetaService.Extraction.Text;

/// <summary>
/// Puts lost blanks back and takes stray ones out. Walks the text twice where it is damaged: the first walk counts the clear
/// cases, from which <see cref="DamageModel"/> learns what to expect, the second one decides. One instance a text.
/// </summary>
/// <remarks>Only white space is inserted or deleted, so the text without white space never changes.</remarks>
internal sealed class BlankRepairer
{
    /// <summary>Words up to this rank (as sixteenths of its logarithm) are taken as they are in text without damage.</summary>
    private const byte FamiliarRank = 165; // rank 30,000

    /// <summary>Margin, in nats, from which a split counts as clear.</summary>
    private const float ClearMargin = 3f;

    /// <summary>Cost of an Arabic article before a hyphen: as sure as a word can be.</summary>
    private const float ArticleCost = 2f;

    private const int LongLine = 120;

    private static readonly SearchValues<char> _codeSigns = SearchValues.Create("@_=\\#<>{}|~^*");

    private readonly string _text;
    private bool _splitWords = true;
    private readonly WordLattice _lattice = new();
    private readonly List<(int At, string Rule)> _joins = [];
    private readonly List<Repair> _repairs = [];
    private readonly DamageSurvey _survey = new();
    private DamageModel _model = DamageModel.Survey;

    private int _lineStart;      // where the current wrapped line began; -1 where not known
    private int _lostInLine;     // blanks put back since then
    private bool _firstWord;     // the next chunk is the first of a paragraph
    private int _inQuote;        // straight double quotes open in this paragraph
    private bool _suspicious;
    private (int Start, int End) _lastWord;

    private BlankRepairer(string text) => _text = text;

    /// <summary>The repairs of blanks, in order of position.</summary>
    /// <param name="text">A decoded text.</param>
    /// <param name="cancellation">Checked now and then.</param>
    public static List<Repair> Repair(string text, CancellationToken cancellation)
    {
        var repairer = new BlankRepairer(text);
        repairer.Walk(decide: false, cancellation);
        if (!repairer._suspicious)
        {
            return repairer._repairs;
        }

        // The word list knows English: words of other languages are not split.
        if (LanguageDetector.Detect(text) is not ("en" or LanguageDetector.Unknown))
        {
            repairer = new BlankRepairer(text) { _splitWords = false };
            repairer.Walk(decide: false, cancellation);
        }

        repairer._model = DamageModel.From(repairer._survey);
        repairer.Walk(decide: true, cancellation);
        return repairer._repairs;
    }

    private void Walk(bool decide, CancellationToken cancellation)
    {
        _lineStart = -1;
        _firstWord = false;
        var text = _text;
        var at = 0;
        var count = 0;
        var newLine = true;
        while (at < text.Length)
        {
            if (IsBlank(text[at]))
            {
                newLine |= text[at] is '\n' or '\r';
                at++;
                continue;
            }

            var start = at;
            while (at < text.Length && !IsBlank(text[at]))
            {
                at++;
            }

            if (newLine)
            {
                StartLine(start);
                newLine = false;
            }

            if ((++count & 0xFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            Chunk(start, at, decide);
        }

        _survey.Chunks = Math.Max(_survey.Chunks, count);
    }

    /// <summary>White space; most characters are settled by the first comparison.</summary>
    private static bool IsBlank(char c) => (c is <= ' ' or >= '\u0085') && char.IsWhiteSpace(c);

    private void StartLine(int start)
    {
        var end = _text.AsSpan(start).IndexOfAny('\n', '\r');
        var isLong = (end < 0 ? _text.Length - start : end) >= LongLine;
        _lineStart = isLong ? start : -1;
        _lostInLine = 0;
        _firstWord = isLong;
        _inQuote = 0;
        _lastWord = default;
    }

    private int Column(int at) => at - _lineStart + _lostInLine;

    private void Chunk(int start, int end, bool decide)
    {
        var crosses = _lineStart >= 0 && Column(end) >= DamageModel.WrapColumn;
        var first = _firstWord;
        _firstWord = false;
        if (!decide)
        {
            _survey.Wraps += crosses ? 1 : 0;
            _survey.FirstWords += first ? 1 : 0;
        }

        if (decide && _text[start] == ',' && start >= 2 && _text[start - 1] == ' ' && IsLatin(_text[start - 2]) && (end == start + 1 || IsLatin(_text[start + 1])))
        {
            _repairs.Add(new Repair(new SourceSpan(start - 1, 1), "", "stray.comma"));
        }

        var expected = crosses && _model.AtWrap < _model.Blank || (first && _model.AtFirstWord < _model.Blank);
        if (!expected && IsFamiliar(start, end))
        {
            if (crosses)
            {
                _lineStart = -1;
            }

            if (decide && _model.IsDamaged)
            {
                StrayBlank(start, end);
            }

            return;
        }

        _joins.Clear();
        var clear = Examine(start, end, crosses, first, decide);
        if (decide && _model.IsDamaged)
        {
            StrayBlank(start, end);
        }

        Track(start, end, crosses, first, clear, decide);
    }

    /// <summary>One ordinary word with ordinary marks around it: nothing to look into.</summary>
    private bool IsFamiliar(int start, int end)
    {
        var text = _text;
        while (start < end && text[start] is '(' or '"' or '“' or '‘' or '\'' or '[')
        {
            _inQuote = text[start] == '"' ? 1 : _inQuote;
            start++;
        }

        while (end > start && text[end - 1] is ',' or '.' or ';' or ':' or ')' or '"' or '”' or '’' or '\'' or '?' or '!' or ']')
        {
            _inQuote = text[end - 1] == '"' ? 0 : _inQuote;
            end--;
        }

        if (end - start > 2 && text[end - 1] == 's' && text[end - 2] is '’' or '\'')
        {
            end -= 2;
        }

        if (start >= end)
        {
            return true;
        }

        var hash = WordList.HashStart;
        var capitals = 0;
        for (var i = start; i < end; i++)
        {
            var c = text[i];
            if (char.IsAsciiLetter(c))
            {
                capitals += (c & 0x20) == 0 ? 1 : 0;
                hash = WordList.HashFolded(hash, (char)(c | 0x20));
                continue;
            }

            if (char.IsAsciiDigit(c))
            {
                return AllDigits(start, end);
            }

            if (!IsLatin(c))
            {
                return false;
            }

            capitals += char.IsUpper(c) ? 1 : 0;
            hash = WordList.HashNext(hash, c);
        }

        var length = end - start;
        if (length == 1)
        {
            return true;
        }

        if (capitals > 0 && capitals < length && (capitals > 1 || !char.IsUpper(text[start])))
        {
            return false;
        }

        return length <= WordList.MaxLength && WordList.Find(hash, out var logRank, out _)
            && logRank <= (_model.IsHeavy ? FamiliarRank - 25 : FamiliarRank);
    }

    private bool AllDigits(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (!char.IsAsciiDigit(_text[i]) && _text[i] is not (',' or '.' or ':' or '/' or '-'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A letter of the Latin script or a mark on one.</summary>
    internal static bool IsLatin(char c) =>
        c < '\u0250' ? char.IsLetter(c) : c is (>= '\u0300' and <= '\u036F') or (>= '\u1E00' and <= '\u1EFF');

    /// <summary>Collects the joins of a chunk in <see cref="_joins"/>; whether one of them is clear.</summary>
    private bool Examine(int start, int end, bool crosses, bool first, bool decide)
    {
        var clear = false;
        var limit = PlainLimit(start, end);
        if (limit < end && limit > start)
        {
            _joins.Add((limit, "join.address"));
        }

        var likely = crosses || first || _model.IsHeavy;
        for (var at = start; at < limit; at++)
        {
            if (IsLatin(_text[at]))
            {
                continue;
            }

            var strength = Junctions.At(_text, start, limit, at, _inQuote, out var position, out var rule);
            if (_text[at] == '"')
            {
                _inQuote = at == start ? 1 : at + 1 == limit ? 0 : rule == Junctions.Paragraph && position == at ? 1 : _inQuote ^ 1;
            }

            if (IsTaken(strength, likely, decide))
            {
                _joins.Add((position, rule));
                likely |= rule == Junctions.Paragraph;
                clear |= strength == JunctionStrength.Sure;
            }
        }

        // A mark that lost its blank explains why the word crosses the wrap column.
        var junctions = _joins.Count;
        crosses &= junctions == 0;
        for (var at = start; at < limit; at++)
        {
            if (IsLatin(_text[at]))
            {
                var run = at;
                while (at < limit && IsLatin(_text[at]))
                {
                    at++;
                }

                clear |= Letters(start, run, at, crosses, first || StartsParagraph(run, junctions));
            }
        }

        _joins.Sort(static (a, b) => a.At.CompareTo(b.At));
        _suspicious |= _joins.Count > 0;
        return clear;
    }

    private bool IsTaken(JunctionStrength strength, bool expected, bool decide) => strength switch
    {
        JunctionStrength.Sure => true,
        JunctionStrength.IfDamaged => _model.IsDamaged || !decide,
        JunctionStrength.IfExpected => expected && (_model.IsDamaged || !decide),
        _ => false,
    };

    /// <summary>Whether a run of letters stands behind one of the paragraph joins found, but for an opening mark.</summary>
    private bool StartsParagraph(int run, int junctions)
    {
        for (var i = 0; i < junctions; i++)
        {
            if (_joins[i].Rule == Junctions.Paragraph && run - _joins[i].At is 0 or 1)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The end of the part that may be repaired: an address at the chunk's end, or a whole chunk of code, stays as it is.</summary>
    private int PlainLimit(int start, int end)
    {
        var chunk = _text.AsSpan(start, end - start);
        var address = chunk.IndexOf("://");
        if (address > 0)
        {
            while (address > 0 && char.IsAsciiLetterLower(chunk[address - 1]))
            {
                address--;
            }

            var http = chunk[address..].IndexOf("http");
            return start + address + Math.Max(0, http);
        }

        var www = chunk.IndexOf("www.", StringComparison.OrdinalIgnoreCase);
        if (www >= 0)
        {
            return start + www;
        }

        return chunk.ContainsAny(_codeSigns) ? start : end;
    }

    private bool Letters(int chunkStart, int start, int end, bool crosses, bool first)
    {
        if (!_splitWords || end - start < 2)
        {
            return false;
        }

        var run = _text.AsSpan(start, end - start);
        var expected = _model.Blank;
        var before = run.Length;
        if (first)
        {
            expected = Math.Min(expected, _model.AtFirstWord);
        }
        else if (crosses && !IsName(run))
        {
            expected = Math.Min(expected, _model.AtWrap);
            before = DamageModel.WrapColumn - Column(start);
        }

        var suffix = start > chunkStart + 1 && _text[start - 1] is '\'' or '’' && IsLatin(_text[start - 2]);
        suffix &= !_joins.Exists(j => j.At == start);
        if (!suffix && expected >= _model.Blank && IsFamiliar(start, end))
        {
            return false;
        }

        var elided = end < _text.Length && _text[end] is '\'' or '’';
        if (EndsWithArticle(end) && run.Length > 3)
        {
            // on|al-Sudani: the article belongs to the name behind it, if what stands before it makes words.
            _lattice.Split(run, _model.Blank, expected, before, suffix);
            var whole = _lattice.BestCost;
            _lattice.Split(run[..^2], _model.Blank, expected, before, suffix);
            if (_lattice.BestCost + _model.Blank + ArticleCost < whole)
            {
                _joins.Add((end - 2, "join.word"));
                run = run[..^2];
            }
        }

        _lattice.Split(run, _model.Blank, expected, before, suffix, elided);
        foreach (var boundary in _lattice.Boundaries)
        {
            _joins.Add((start + boundary, "join.word"));
        }

        _suspicious |= WordList.Rank(run) < 0 && _lattice.Boundaries.Count > 0;
        return _lattice.WholeCost - _lattice.BestCost >= ClearMargin;
    }

    /// <summary>A listed name with its capital: the wrap column alone does not make <c>An a</c> of it.</summary>
    private static bool IsName(ReadOnlySpan<char> run) =>
        char.IsUpper(run[0]) && (WordList.Kinds(run) & (WordKinds.Person | WordKinds.Place)) != 0;

    /// <summary>Whether "al" or "el" stands before a hyphen and a capital.</summary>
    private bool EndsWithArticle(int end) =>
        end + 1 < _text.Length && _text[end] == '-' && char.IsUpper(_text[end + 1]) && _text[end - 1] == 'l'
        && _text[end - 2] is 'a' or 'e' or 'A' or 'E';

    /// <summary>Follows the wrapped lines, counts what was found, and keeps the repairs.</summary>
    private void Track(int start, int end, bool crosses, bool first, bool clear, bool decide)
    {
        if (_joins.Count == 0)
        {
            if (crosses)
            {
                _lineStart = -1;
            }

            return;
        }

        if (!decide && clear)
        {
            if (crosses)
            {
                _survey.AtWrap++;
            }
            else if (first)
            {
                _survey.AtFirstWord++;
            }
            else if (!_joins.Exists(static j => j.Rule == Junctions.Paragraph))
            {
                _survey.Elsewhere += _joins.Count;
            }
        }

        var wrap = crosses ? _joins.FindLastIndex(j => Column(j.At) <= DamageModel.WrapColumn) : -1;
        for (var i = 0; i < _joins.Count; i++)
        {
            var (at, rule) = _joins[i];
            if (i == wrap && rule != Junctions.Paragraph)
            {
                rule = rule == "join.word" ? "join.line-wrap" : rule;
            }

            if (rule == Junctions.Paragraph || i == wrap || (_lineStart >= 0 && Column(at) > DamageModel.WrapColumn) || (_lineStart < 0 && clear))
            {
                if (rule == Junctions.Paragraph && i != wrap && !decide)
                {
                    _survey.FirstWords++;
                    _survey.AtFirstWord += i + 1 < _joins.Count ? 1 : 0;
                }

                _lineStart = at;
                _lostInLine = 0;
            }
            else
            {
                _lostInLine++;
            }

            if (decide)
            {
                _repairs.Add(new Repair(new SourceSpan(at, 0), rule == Junctions.Paragraph ? "\n" : " ", rule));
            }
        }
    }

    /// <summary>
    /// Looks at the blanks before and in front of a chunk: one that stands before a comma, and one that parts a word
    /// (<c>gover nment</c>). Only the last word of the chunk before and the first of this one can be halves.
    /// </summary>
    private void StrayBlank(int start, int end)
    {
        var firstEnd = start;
        var limit = _joins.Count > 0 ? _joins[0].At : end;
        while (firstEnd < limit && IsLatin(_text[firstEnd]))
        {
            firstEnd++;
        }

        var (from, to) = _lastWord;
        if (_splitWords && to > from && firstEnd > start && start - to == 1 && char.IsLower(_text[start]) && char.IsLower(_text[to - 1]))
        {
            var whole = string.Concat(_text.AsSpan(from, to - from), _text.AsSpan(start, firstEnd - start));
            var apart = _lattice.WordCost(_text.AsSpan(from, to - from)) + _lattice.WordCost(_text.AsSpan(start, firstEnd - start));
            if (WordList.Rank(whole) > 0 && (IsScrap(_text.AsSpan(from, to - from)) || IsScrap(_text.AsSpan(start, firstEnd - start))) && apart - _lattice.WordCost(whole) > _model.StrayBlank)
            {
                InsertInOrder(new Repair(new SourceSpan(to, start - to), "", "stray.word"));
            }
        }

        var lastEnd = end;
        var lastStart = end;
        var floor = _joins.Count > 0 ? _joins[^1].At : start;
        while (lastStart > floor && IsLatin(_text[lastStart - 1]))
        {
            lastStart--;
        }

        _lastWord = (lastStart, lastEnd);
    }

    /// <summary>Hardly a word: one half of a parted word is, while "tear gas" and "teargas" are both right.</summary>
    private static bool IsScrap(ReadOnlySpan<char> word) => WordList.Rank(word) is < 0 or > 12_000;

    private void InsertInOrder(Repair repair)
    {
        var index = _repairs.Count;
        while (index > 0 && _repairs[index - 1].Span.Start >= repair.Span.End)
        {
            index--;
        }

        _repairs.Insert(index, repair);
    }
}
