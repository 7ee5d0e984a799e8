using System.Text;
using MetaService.Extraction.Text;

namespace MetaService.Storage.Queries;

/// <summary>A word or phrase that a text must hold to match.</summary>
/// <param name="Words">Folded words in order, at least one.</param>
/// <param name="IsPrefix">Whether the last word is only the start of one.</param>
internal sealed record SearchPhrase(IReadOnlyList<string> Words, bool IsPrefix);

/// <summary>
/// A full-text query as callers write it, read by recursive descent and turned into an FTS5 expression in which every word is quoted:
/// nothing that a caller types reaches FTS5's own grammar.
/// </summary>
/// <param name="Fts5">The FTS5 expression.</param>
/// <param name="Phrases">What the text must or may hold, in order; negated ones are left out.</param>
internal sealed record SearchExpression(string Fts5, IReadOnlyList<SearchPhrase> Phrases)
{
    private const int MaxLength = 2000;
    private const int MaxPhrases = 64;
    private const int MaxDepth = 16;
    private const int ShortestPrefix = 2;

    /// <summary>Reads a query.</summary>
    /// <exception cref="SearchSyntaxException">It cannot be read.</exception>
    internal static SearchExpression Parse(string query)
    {
        if (query.Length > MaxLength)
        {
            throw new SearchSyntaxException($"The query is longer than {MaxLength} characters.", MaxLength);
        }

        return new Parser(query).Parse();
    }

    private ref struct Parser(string query)
    {
        private readonly List<SearchPhrase> _phrases = [];
        private int _at;
        private int _depth;
        private int _negations;
        private int _count;

        internal SearchExpression Parse()
        {
            var expression = Or();
            SkipBlanks();
            return _at == query.Length ? new SearchExpression(expression, _phrases) : throw Error("A closing parenthesis has no opening one.");
        }

        private string Or()
        {
            var parts = new List<string> { And() };
            while (TryKeyword("OR"))
            {
                parts.Add(And());
            }

            return parts.Count == 1 ? parts[0] : $"({string.Join(" OR ", parts)})";
        }

        private string And()
        {
            var wanted = new List<string>();
            var unwanted = new List<string>();
            var start = _at;
            while (true)
            {
                var joined = wanted.Count + unwanted.Count > 0 && TryKeyword("AND");
                SkipBlanks();
                if (_at == query.Length || query[_at] == ')' || IsKeyword("OR"))
                {
                    if (joined || wanted.Count + unwanted.Count == 0)
                    {
                        throw Error(_at == query.Length && query.AsSpan().Trim().IsEmpty ? "The query is empty." : "A word is missing here.");
                    }

                    break;
                }

                if (TryKeyword("NOT") || TryMinus())
                {
                    _negations++;
                    unwanted.Add(Operand());
                    _negations--;
                }
                else
                {
                    wanted.Add(Operand());
                }
            }

            if (wanted.Count == 0)
            {
                _at = start;
                throw Error("NOT needs something that is wanted beside it.");
            }

            var all = wanted.Count == 1 ? wanted[0] : $"({string.Join(" AND ", wanted)})";
            return unwanted.Count == 0 ? all : $"({all} NOT ({string.Join(" OR ", unwanted)}))";
        }

        private string Operand()
        {
            SkipBlanks();
            if (_at == query.Length || query[_at] == ')' || IsKeyword("AND") || IsKeyword("OR") || IsKeyword("NOT"))
            {
                throw Error("A word is missing here.");
            }

            if (query[_at] != '(')
            {
                return Phrase();
            }

            if (++_depth > MaxDepth)
            {
                throw Error($"Parentheses are nested more than {MaxDepth} deep.");
            }

            var open = _at++;
            var inner = Or();
            SkipBlanks();
            if (_at == query.Length)
            {
                _at = open;
                throw Error("This parenthesis is not closed.");
            }

            _at++;
            _depth--;
            return inner;
        }

        private string Phrase()
        {
            var start = _at;
            ReadOnlySpan<char> words;
            if (query[_at] == '"')
            {
                var end = query.IndexOf('"', _at + 1);
                if (end < 0)
                {
                    throw Error("This quotation mark is not closed.");
                }

                words = query.AsSpan(_at + 1, end - _at - 1);
                _at = end + 1;
            }
            else
            {
                while (_at < query.Length && !char.IsWhiteSpace(query[_at]) && query[_at] is not ('"' or '(' or ')' or '*'))
                {
                    _at++;
                }

                words = query.AsSpan(start, _at - start);
            }

            var prefix = _at < query.Length && query[_at] == '*';
            if (prefix)
            {
                _at++;
            }

            var split = Words(words);
            if (split.Count == 0)
            {
                _at = start;
                throw Error("A search word needs a letter or digit.");
            }

            if (prefix && split[^1].Length < ShortestPrefix)
            {
                _at = start;
                throw Error($"The start of a word before * needs {ShortestPrefix} letters.");
            }

            if (++_count > MaxPhrases)
            {
                _at = start;
                throw Error($"The query has more than {MaxPhrases} words or phrases.");
            }

            if (_negations % 2 == 0)
            {
                _phrases.Add(new SearchPhrase(split, prefix));
            }

            return $"\"{string.Join(' ', split)}\"{(prefix ? " *" : "")}";
        }

        private bool TryMinus()
        {
            if (query[_at] != '-' || _at + 1 == query.Length || char.IsWhiteSpace(query[_at + 1]))
            {
                return false;
            }

            _at++;
            return true;
        }

        private bool TryKeyword(string keyword)
        {
            SkipBlanks();
            if (!IsKeyword(keyword))
            {
                return false;
            }

            _at += keyword.Length;
            return true;
        }

        private readonly bool IsKeyword(string keyword) =>
            query.AsSpan(_at).StartsWith(keyword, StringComparison.Ordinal)
            && (_at + keyword.Length == query.Length || query[_at + keyword.Length] is ' ' or '\t' or '\n' or '\r' or '(' or ')' or '"');

        private void SkipBlanks()
        {
            while (_at < query.Length && char.IsWhiteSpace(query[_at]))
            {
                _at++;
            }
        }

        private readonly SearchSyntaxException Error(string message) => new(message, _at);
    }

    /// <summary>The folded words of a piece of text: runs of letters, digits and marks, as FTS5's unicode61 cuts them.</summary>
    internal static List<string> Words(ReadOnlySpan<char> text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var c in TextFolding.Fold(text.ToString()))
        {
            if (IsWordCharacter(c))
            {
                word.Append(c);
            }
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            words.Add(word.ToString());
        }

        return words;
    }

    /// <summary>Whether a character belongs to a word.</summary>
    internal static bool IsWordCharacter(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c)
        || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark
            or System.Globalization.UnicodeCategory.LetterNumber
            or System.Globalization.UnicodeCategory.OtherNumber
            or System.Globalization.UnicodeCategory.PrivateUse;
}
