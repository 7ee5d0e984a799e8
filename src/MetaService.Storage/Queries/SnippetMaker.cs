using System.Text;
using MetaService.Extraction.Text;

namespace MetaService.Storage.Queries;

/// <summary>Finds the piece of a text that shows best where a full-text query matched.</summary>
internal static class SnippetMaker
{
    private const int Width = 240;
    private const int MaxHits = 2000;

    /// <summary>The piece with the most different words of the query; null where none stands in the text.</summary>
    internal static Snippet? Make(string text, IReadOnlyList<SearchPhrase> phrases)
    {
        var (folded, origins) = Fold(text);
        var hits = new List<(int Start, int End, int Phrase)>();
        for (var i = 0; i < phrases.Count && hits.Count < MaxHits; i++)
        {
            Find(folded, origins, phrases[i], i, hits);
        }

        if (hits.Count == 0)
        {
            return null;
        }

        hits.Sort();
        return Cut(text, Best(hits), hits);
    }

    /// <summary>Letters and digits folded and other runs as one blank, with the place in the text that each comes from.</summary>
    private static (string Folded, List<int> Origins) Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        var origins = new List<int>(text.Length + 1);
        Span<char> one = stackalloc char[TextFolding.MaxExpansion];
        for (var i = 0; i < text.Length; i++)
        {
            var written = TextFolding.Fold(text.AsSpan(i, 1), one);
            foreach (var c in one[..Math.Max(0, written)])
            {
                if (SearchExpression.IsWordCharacter(c))
                {
                    folded.Append(c);
                    origins.Add(i);
                }
                else if (folded.Length > 0 && folded[^1] != ' ')
                {
                    folded.Append(' ');
                    origins.Add(i);
                }
            }
        }

        origins.Add(text.Length);
        return (folded.ToString(), origins);
    }

    private static void Find(string folded, List<int> origins, SearchPhrase phrase, int index, List<(int, int, int)> hits)
    {
        var wanted = string.Join(' ', phrase.Words);

        // Whole words first; a text with lost blanks may hold the words glued to others, which count where nothing else does.
        foreach (var whole in new[] { true, false })
        {
            var found = false;
            for (var at = folded.IndexOf(wanted, StringComparison.Ordinal); at >= 0 && hits.Count < MaxHits;
                 at = folded.IndexOf(wanted, at + 1, StringComparison.Ordinal))
            {
                var end = at + wanted.Length;
                if (!whole || ((at == 0 || folded[at - 1] == ' ') && (phrase.IsPrefix || end == folded.Length || folded[end] == ' ')))
                {
                    hits.Add((origins[at], origins[end - 1] + 1, index));
                    found = true;
                }
            }

            if (found)
            {
                return;
            }
        }
    }

    private static int Best(List<(int Start, int End, int Phrase)> hits)
    {
        var counts = new Dictionary<int, int>();
        int best = 0, bestWords = 0, bestHits = 0;
        for (int first = 0, behind = 0; first < hits.Count; first++)
        {
            while (behind < hits.Count && hits[behind].End <= hits[first].Start + Width)
            {
                counts[hits[behind].Phrase] = counts.GetValueOrDefault(hits[behind].Phrase) + 1;
                behind++;
            }

            if (behind <= first)
            {
                behind = first + 1;
                continue;
            }

            if (counts.Count > bestWords || (counts.Count == bestWords && behind - first > bestHits))
            {
                (best, bestWords, bestHits) = (first, counts.Count, behind - first);
            }

            if (--counts[hits[first].Phrase] == 0)
            {
                counts.Remove(hits[first].Phrase);
            }
        }

        return hits[best].Start;
    }

    private static Snippet Cut(string text, int firstHit, List<(int Start, int End, int Phrase)> hits)
    {
        var start = Math.Max(0, firstHit - (Width / 4));
        if (start > 0)
        {
            var blank = text.AsSpan(start, firstHit - start).IndexOfAny(' ', '\n', '\t');
            start = blank >= 0 ? start + blank + 1 : firstHit;
        }

        var end = Math.Min(text.Length, Math.Max(start + Width, hits.Find(hit => hit.Start == firstHit).End));
        if (end < text.Length)
        {
            var blank = text.AsSpan(firstHit, end - firstHit).LastIndexOfAny(' ', '\n', '\t');
            end = blank > 0 && firstHit + blank >= hits.Find(hit => hit.Start == firstHit).End ? firstHit + blank : end;
            if (char.IsHighSurrogate(text[end - 1]))
            {
                end--;
            }
        }

        var piece = new StringBuilder(end - start);
        var places = new int[end - start + 1];
        for (var i = start; i < end; i++)
        {
            places[i - start] = piece.Length;
            var c = char.IsWhiteSpace(text[i]) || char.IsControl(text[i]) ? ' ' : text[i];
            if (c != ' ' || (piece.Length > 0 && piece[^1] != ' '))
            {
                piece.Append(c);
            }
        }

        places[^1] = piece.Length;
        var highlights = new List<(int Start, int Length)>();
        foreach (var hit in hits)
        {
            if (hit.Start >= start && hit.End <= end && (highlights.Count == 0 || places[hit.Start - start] >= highlights[^1].Start + highlights[^1].Length))
            {
                highlights.Add((places[hit.Start - start], places[hit.End - start] - places[hit.Start - start]));
            }
        }

        return new Snippet(piece.ToString(), start, highlights);
    }
}
