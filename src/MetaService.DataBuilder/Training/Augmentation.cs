using MetaService.DataBuilder.Text;
using MetaService.Extraction;
using MetaService.Extraction.Text;

namespace MetaService.DataBuilder.Training;

/// <summary>Copies of training articles as scraping and headline writers leave them: damaged and repaired, in capitals, in title case, in lower case.</summary>
internal sealed class Augmentation(int seed)
{
    private static readonly HashSet<string> SmallWords =
        ["a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "nor", "of", "on", "or", "over", "the", "to", "with"];

    private readonly TextRepairer _repairer = new();
    private readonly Random _random = new(seed);

    /// <summary>
    /// The articles, about a fifth of them damaged and repaired, and beside them one paragraph in two articles in another case. A copy stands in
    /// place of its article: a text seen twice would make its rare features look frequent.
    /// </summary>
    public IEnumerable<MarkedArticle> Vary(IEnumerable<MarkedArticle> articles)
    {
        foreach (var article in articles)
        {
            var damage = _random.Next(24);
            yield return damage < 5 && Damaged(article, isHeavy: damage == 0) is { } repaired ? repaired : article;
            if (_random.Next(2) == 0 && Paragraph(article) is { } paragraph)
            {
                yield return _random.Next(7) switch
                {
                    < 3 => Recased(paragraph, Capitals),
                    < 6 => Recased(paragraph, TitleCase),
                    _ => Recased(paragraph, text => text.ToLowerInvariant()),
                };
            }
        }
    }

    /// <summary>The article after damage and repair; null where the repaired text has other letters.</summary>
    public MarkedArticle? Damaged(MarkedArticle article, bool isHeavy)
    {
        var paragraphs = article.Text.Split("\n\n");
        var damaged = isHeavy ? TextDamage.Heavy(paragraphs, _random) : TextDamage.Joined(paragraphs);
        return Realign(article, _repairer.Repair(damaged).Text);
    }

    /// <summary>The marks of an article on another rendering of the same letters; null where the letters differ.</summary>
    public static MarkedArticle? Realign(MarkedArticle article, string text)
    {
        // For each code unit of the article that is not blank: where it stands in the other text.
        var positions = new int[article.Text.Length + 1];
        var at = 0;
        for (var i = 0; i < article.Text.Length; i++)
        {
            if (char.IsWhiteSpace(article.Text[i]))
            {
                continue;
            }

            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            if (at == text.Length || text[at] != article.Text[i])
            {
                return null;
            }

            positions[i] = at++;
        }

        var marks = article.Marks
            .Where(m => m.Span.Length > 0 && !char.IsWhiteSpace(article.Text[m.Span.Start]) && !char.IsWhiteSpace(article.Text[m.Span.End - 1]))
            .Select(m => m with { Span = TextSpan.FromBounds(positions[m.Span.Start], positions[m.Span.End - 1] + 1) });
        return new MarkedArticle(text, [.. marks]);
    }

    private MarkedArticle? Paragraph(MarkedArticle article)
    {
        var starts = new List<(int Start, int End)>();
        for (var start = 0; start < article.Text.Length;)
        {
            var end = article.Text.IndexOf("\n\n", start, StringComparison.Ordinal);
            end = end < 0 ? article.Text.Length : end;
            if (end - start is > 20 and < 250)
            {
                starts.Add((start, end));
            }

            start = end + 2;
        }

        if (starts.Count == 0)
        {
            return null;
        }

        var (from, to) = starts[_random.Next(3) == 0 ? _random.Next(starts.Count) : 0];
        var marks = article.Marks.Where(m => m.Span.Start >= from && m.Span.End <= to)
            .Select(m => m with { Span = new TextSpan(m.Span.Start - from, m.Span.Length) });
        return new MarkedArticle(article.Text[from..to], [.. marks]);
    }

    private static MarkedArticle Recased(MarkedArticle article, Func<string, string> recase) => article with { Text = recase(article.Text) };

    private static string Capitals(string text) => text.ToUpperInvariant();

    private static string TitleCase(string text)
    {
        var letters = text.ToCharArray();
        for (var i = 0; i < letters.Length;)
        {
            if (!char.IsLetter(letters[i]))
            {
                i++;
                continue;
            }

            var end = i;
            while (end < letters.Length && !char.IsWhiteSpace(letters[end]))
            {
                end++;
            }

            if (i == 0 || !SmallWords.Contains(text[i..end]))
            {
                letters[i] = char.ToUpperInvariant(letters[i]);
            }

            i = end;
        }

        return new string(letters);
    }
}
