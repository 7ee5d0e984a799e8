using MetaService.Extraction.Actors.Knowledge;
using MetaService.Extraction.Actors.Words;

namespace MetaService.Extraction.Actors.Linking;

/// <summary>A name of the knowledge base found in the text.</summary>
/// <param name="First">Index of its first word.</param>
/// <param name="End">Index behind its last word.</param>
/// <param name="Handle">For <see cref="KnowledgeBase.Claim"/>.</param>
internal readonly record struct KnowledgeMatch(int First, int End, int Handle);

/// <summary>Finds the names of the knowledge base in one pass, the longest at each place.</summary>
internal static class KnowledgeScanner
{
    private const int MaxWords = 14;

    /// <summary>All matches, in order, not overlapping.</summary>
    public static List<KnowledgeMatch> Scan(DocumentWords words, KnowledgeBase knowledge)
    {
        var matches = new List<KnowledgeMatch>();
        for (var i = 0; i < words.Count;)
        {
            var match = MatchAt(words, knowledge, i);
            if (match.End > 0)
            {
                matches.Add(match);
                i = match.End;
            }
            else
            {
                i++;
            }
        }

        return matches;
    }

    private static KnowledgeMatch MatchAt(DocumentWords words, KnowledgeBase knowledge, int first)
    {
        if (words[first].IsPossessive || words[first].Is(WordClass.Determiner | WordClass.Preposition) && words[first].Casing == Casing.Lower)
        {
            return default;
        }

        var best = default(KnowledgeMatch);
        ulong key = 0;
        var sentence = words[first].Sentence;
        var capital = false;
        var comma = false;
        for (var i = first; i < first + MaxWords && words.IsIn(i, sentence); i++)
        {
            ref readonly var word = ref words[i];
            if (i > first)
            {
                if (word.Gap is Gap.Comma)
                {
                    comma = true;
                }
                else if (!word.Continues)
                {
                    break;
                }
            }

            capital |= word.IsCapitalized;
            key = NameWordReader.Extend(key, word.Hash);
            var value = knowledge.Find(key);
            if (value == -2)
            {
                break;
            }

            // A comma may stand within a long official name only.
            if (value >= 0 && (!comma || i - first >= 3) && Accepts(words, knowledge, first, i + 1, value, capital))
            {
                best = new KnowledgeMatch(first, i + 1, value);
            }
        }

        if (best.End - first > 1 && words[first, true] is "The")
        {
            // Sentence-initial article: the name without it, where the knowledge base has it so too.
            var bare = MatchAt(words, knowledge, first + 1);
            return bare.End == best.End ? bare : best;
        }

        return best;
    }

    /// <summary>Whether at least one claim fits the way in which the name is written.</summary>
    private static bool Accepts(DocumentWords words, KnowledgeBase knowledge, int first, int end, int handle, bool capital)
    {
        for (var c = 0; c < knowledge.ClaimCount(handle); c++)
        {
            var claim = knowledge.Claim(handle, c);
            if (Fits(words, knowledge, first, end, claim, capital))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a claim fits the way in which the name is written: acronyms stand in capitals, names have a capital, general bodies need none.</summary>
    public static bool Fits(DocumentWords words, KnowledgeBase knowledge, int first, int end, AliasClaim claim, bool capital)
    {
        if ((claim.Marks & (AliasMarks.Skeleton | AliasMarks.LastName)) != 0)
        {
            return false;
        }

        var kind = knowledge.Kind(claim.Entry);
        if (kind == KnowledgeKind.Portfolio)
        {
            return (claim.Marks & AliasMarks.Acronym) == 0 || words[first].Casing == Casing.Upper || HasInnerCapital(words[first, true]);
        }

        if (kind == KnowledgeKind.OfficeTitle)
        {
            return false;
        }

        if ((claim.Marks & AliasMarks.Acronym) != 0 && end - first == 1)
        {
            return words[first].Casing is Casing.Upper or Casing.Number || HasInnerCapital(words[first, true]);
        }

        return words[first].IsCapitalized || (capital && end - first > 1);
    }

    private static bool HasInnerCapital(ReadOnlySpan<char> word) => word.Length > 1 && word[1..].ContainsAnyInRange('A', 'Z');
}
