using MetaService.Extraction.Actors.Words;
using MetaService.Extraction.Places;

namespace MetaService.Extraction.Actors.Linking;

/// <summary>A title as printed beside a name.</summary>
/// <param name="First">Index of its first word.</param>
/// <param name="End">Index behind its last word.</param>
/// <param name="Head">Index of its head noun.</param>
/// <param name="Strength">3 directly at the name or in apposition, 2 shared or predicative, 1 a bare rank.</param>
/// <param name="Country">The country named with it, or null.</param>
/// <param name="IsEnded">Whether it is said to be over.</param>
internal readonly record struct PrintedTitle(int First, int End, int Head, int Strength, Country? Country, bool IsEnded);

/// <summary>Finds the titles that stand before and after a person's name.</summary>
internal sealed class TitleFinder(DocumentWords words, NameMention?[] owner)
{
    private const int Reach = 14;
    private const int MaxWords = 12;
    private const WordClass Verb = WordClass.SayVerb | WordClass.ActVerb | WordClass.ObjectVerb | WordClass.Auxiliary;
    private const WordClass Title = WordClass.TitleHead | WordClass.TitlePlural;

    /// <summary>The best title of a name; null where none is printed.</summary>
    public PrintedTitle? Find(int first, int end) =>
        end - first == 2 && words[first].Is(WordClass.Royal) ? Make(first, first + 1, first, 3)
        : Before(first) is { Strength: 3 } before && !(IsIncidental(before, first) && After(first, end) is not null) ? before
        : After(first, end) ?? Predicate(end) ?? Shared(first) ?? Before(first);

    /// <summary>`a colleague, Name, director of X`: the indefinite description is not the office.</summary>
    private bool IsIncidental(PrintedTitle title, int first) =>
        words[first].Gap == Gap.Comma && title.First > 0 && words[title.First - 1, true] is "a" or "an" or "his" or "her" or "their";

    private bool IsVerb(int i) => words[i].Is(Verb) && !(i > 0 && words[i - 1].Is(WordClass.Determiner) && words[i].Continues) && words[i].Casing == Casing.Lower && !words[i].Is(Title | WordClass.TitleModifier);

    private PrintedTitle? Before(int first)
    {
        var sentence = words[first].Sentence;
        var i = first - 1;
        var rank = -1;
        var apposed = false;
        if (!words.IsIn(i, sentence))
        {
            return null;
        }

        switch (words[first].Gap)
        {
            case Gap.Space or Gap.Joined or Gap.Period:
                break;
            case Gap.Comma:
                apposed = true;
                break;
            case Gap.Close:
                // `Director of Prosecutions (DPP), Name`: step over the bracket.
                apposed = true;
                i = BeforeBracket(i, sentence);
                break;
            default:
                return null;
        }

        // `whose speaker is Name`
        if (words.IsIn(i - 1, sentence) && words[i].Is(WordClass.Auxiliary) && words[i].Casing == Casing.Lower && words[i - 1].Is(WordClass.TitleHead))
        {
            i--;
        }

        while (words.IsIn(i, sentence) && words[i].Is(WordClass.Honorific | WordClass.Rank) && (words[i].IsCapitalized || !words[i].Is(WordClass.TitleHead)) && first - i < 6 && !IsSecondHead(i))
        {
            if (words[i].Is(WordClass.Rank))
            {
                rank = i;
            }
            else if (words[i].Is(Title))
            {
                break;
            }

            // `Prof. X`, `Lt. Gen. X` leave more titles to the left; a title proper ends the walk.
            var gap = words[i].Gap;
            apposed = gap is Gap.Comma or Gap.Close;
            if (!words[i].Continues && !apposed)
            {
                i = -1;
                break;
            }

            i--;
            if (gap == Gap.Close)
            {
                i = BeforeBracket(i, sentence);
            }
        }

        var last = i;
        for (var j = i; words.IsIn(j, sentence) && last - j < Reach; j--)
        {
            ref readonly var word = ref words[j];
            if (j < last && !words[j + 1].Continues && words[j + 1].Gap != Gap.Quote)
            {
                break;
            }

            if ((word.Is(Title) || IsSecondHead(j)) && !word.IsPossessive && (j == last || IsLink(j + 1)) && !(owner[j] is { IsPerson: true }))
            {
                var start = ExtendLeft(j);
                return Make(start, last + 1, j, 3);
            }

            if (IsVerb(j) || word.Is(WordClass.Pronoun) || owner[j] is { IsPerson: true } || (word.IsPossessive && j == last) || (j == last && apposed && word.Casing == Casing.Number))
            {
                break;
            }

            if (j == last && !apposed && word.Is(WordClass.Preposition | WordClass.Conjunction | WordClass.Determiner))
            {
                break;
            }
        }

        if (rank >= 0)
        {
            var end = rank;
            while (end < first && words[end].Is(WordClass.Rank))
            {
                end++;
            }

            return Make(rank, end, end - 1, 1);
        }

        return null;
    }

    /// <summary>The word before the bracket that ends behind <paramref name="i"/>.</summary>
    private int BeforeBracket(int i, int sentence)
    {
        for (var steps = 0; words.IsIn(i, sentence) && words[i].Gap != Gap.Open && steps < 6; steps++)
        {
            i--;
        }

        return i - 1;
    }

    /// <summary>The second half of a title: Secretary-General, director general.</summary>
    private bool IsSecondHead(int i) => i > 0 && words[i].Gap == Gap.Joined && words[i - 1].Is(WordClass.TitleHead);

    private bool IsLink(int i) => words[i].Casing == Casing.Lower && words[i, true] is "of" or "for" or "to" or "in" or "at" or "on" or "with" or "and";

    /// <summary>From a head noun to the first word of its title: portfolios, adjectives, demonyms, names of bodies.</summary>
    private int ExtendLeft(int head)
    {
        var start = head;
        while (words.IsIn(start - 1, words[head].Sentence) && words[start].Continues && head - start < 7)
        {
            ref readonly var word = ref words[start - 1];
            var joins = word.Casing switch
            {
                Casing.Lower => word.Is(WordClass.TitleModifier | WordClass.Ended | WordClass.TitleHead) && !word.Is(WordClass.Determiner | WordClass.Preposition) || words[start].Gap == Gap.Joined && !word.IsPossessive,
                Casing.Number => false,
                _ => owner[start - 1] is { IsPerson: false } || !word.Is(WordClass.Determiner | WordClass.Pronoun | WordClass.Conjunction | WordClass.Preposition | WordClass.Honorific),
            };
            if (!joins || word.IsPossessive || owner[start - 1] is { IsPerson: true })
            {
                break;
            }

            start--;
        }

        // `Women, Family and Community Development Minister`, `Labor and Social Affairs Minister`
        while (words[start].IsCapitalized && words.IsIn(start - 2, words[head].Sentence) && words[start - 1].Casing == Casing.Lower
            && words[start - 1, true] is "and" && words[start - 2].IsCapitalized && words[start - 2].Is(WordClass.TitleModifier | WordClass.OrganizationHead)
            && words[start].Continues && words[start - 1].Continues && head > start)
        {
            start -= 2;
        }

        return start;
    }

    private PrintedTitle? After(int first, int end)
    {
        var sentence = words[first].Sentence;
        var i = end;
        if (!words.IsIn(i, sentence) || words[i].Gap != Gap.Comma)
        {
            return null;
        }

        // `Name, 26, a farmer`
        if (words[i].Casing == Casing.Number && words.IsIn(i + 1, sentence) && words[i + 1].Gap == Gap.Comma)
        {
            i++;
        }

        var start = -1;
        var head = -1;
        for (var j = i; words.IsIn(j, sentence) && j - i < 9; j++)
        {
            ref readonly var word = ref words[j];
            if (j > i && !word.Continues && word.Gap != Gap.Quote || owner[j] is { IsPerson: true })
            {
                break;
            }

            if (head < 0 && start < 0 && word.Is(WordClass.Determiner) && word.Casing == Casing.Lower)
            {
                continue;
            }

            if ((word.Is(Title) || IsSecondHead(j)) && !word.IsPossessive && (word.Casing == Casing.Lower || j > i || word.Is(WordClass.TitleHead)))
            {
                start = start < 0 ? j : start;
                head = j;
                continue;
            }

            if (head >= 0)
            {
                break;
            }

            if (word.IsPossessive)
            {
                start = -1;
                continue;
            }

            var participle = word.Is(WordClass.Inflected) && j == i && start < 0;
            if (participle)
            {
                continue;
            }

            if (IsVerb(j) || word.Is(WordClass.Pronoun | WordClass.Preposition | WordClass.Conjunction) || word.Casing == Casing.Number)
            {
                break;
            }

            start = start < 0 ? j : start;
        }

        if (head < 0)
        {
            return null;
        }

        // `X, Minister Y said`: the title belongs to the name behind it.
        if (words.IsIn(head + 1, sentence) && words[head + 1].Continues && owner[head + 1] is { IsPerson: true })
        {
            return null;
        }

        return Make(start, ExtendRight(head), head, 3);
    }

    /// <summary>From a head noun over `of the X`, `for Y`, `to Z` to the end of its title.</summary>
    private int ExtendRight(int head)
    {
        var sentence = words[head].Sentence;
        var end = head + 1;
        if (!words.IsIn(end, sentence) || !words[end].Continues || words[end].Casing != Casing.Lower || words[end, true] is not ("of" or "for" or "to" or "at" or "in" or "on"))
        {
            return end;
        }

        var j = end;
        while (words.IsIn(j, sentence) && j - end < MaxWords && (j == end || words[j].Continues))
        {
            ref readonly var word = ref words[j];
            if ((IsVerb(j) && !words[j - 1].Is(WordClass.Preposition | WordClass.Determiner)) || word.Is(WordClass.Pronoun) || word.Casing == Casing.Number
                || (j > end && word.Casing == Casing.Lower && word.Is(WordClass.Preposition) && words[j, true] is not ("of" or "for")))
            {
                break;
            }

            j++;
        }

        // No title ends in a small word.
        while (j > end && words[j - 1].Is(WordClass.Determiner | WordClass.Preposition | WordClass.Conjunction | WordClass.Adverb) && words[j - 1].Casing == Casing.Lower)
        {
            j--;
        }

        return j > end + 1 ? j : end;
    }

    /// <summary>`Name was elected president`, `Name as minister of labor`, `Name is the director`.</summary>
    private PrintedTitle? Predicate(int end)
    {
        if (end >= words.Count)
        {
            return null;
        }

        var sentence = words[end - 1].Sentence;
        for (var j = end; words.IsIn(j, sentence) && j - end < 12 && words[j].Gap < Gap.Comma; j++)
        {
            if (owner[j] is { IsPerson: true })
            {
                // `A replaces B as minister` is about A.
                if (j > end && !words.IsIn(end, sentence))
                {
                    return null;
                }

                continue;
            }

            if (words[j].Casing != Casing.Lower || !words[j].Is(WordClass.TitleHead) || words[j].Is(WordClass.ActVerb | WordClass.SayVerb))
            {
                continue;
            }

            var start = ExtendLeft(j);
            var lead = start - 1;
            if (words.IsIn(lead, sentence) && words[lead].Is(WordClass.Determiner))
            {
                lead--;
            }

            if (words.IsIn(lead, sentence) && lead >= end && words[lead, true] is "as" or "elected" or "named" or "appointed" or "became" or "becomes" or "is" or "was" or "made")
            {
                return Make(start, ExtendRight(j), j, 2);
            }

            return null;
        }

        return null;
    }

    /// <summary>A plural title before a list: `the governors A of X and B of Y`.</summary>
    private PrintedTitle? Shared(int first)
    {
        var sentence = words[first].Sentence;
        for (var j = first - 1; words.IsIn(j, sentence) && first - j < 30; j--)
        {
            if (words[j].Is(WordClass.TitlePlural) && words.IsIn(j + 1, sentence) && words[j + 1].Gap is Gap.Space or Gap.Comma)
            {
                var next = words[j + 1].Gap == Gap.Comma || owner[j + 1] is { IsPerson: true } ? owner[j + 1] : null;
                return next is { IsPerson: true } ? Make(ExtendLeft(j), j + 1, j, 2) : null;
            }

            if (IsVerb(j) || words[j].Is(WordClass.Relative) || words[j].Gap == Gap.Strong)
            {
                return null;
            }
        }

        return null;
    }

    private PrintedTitle? Make(int start, int end, int head, int strength)
    {
        Country? country = null;
        var ended = false;
        for (var i = start; i < end; i++)
        {
            ended |= words[i].Is(WordClass.Ended) && i < head;
            if (country is null && owner[i] is { Country: { } named })
            {
                // An ambassador belongs to the state before the title, not to the one behind `to`.
                var abroad = i > head && words[head + 1].Casing == Casing.Lower && words[head + 1, true] is "to";
                country = abroad ? null : named;
            }
        }

        if (country is null && words.IsIn(start - 2, words[head].Sentence) && words[start - 1].IsPossessive && owner[start - 2] is { Country: { } holder })
        {
            country = holder;
        }

        return new PrintedTitle(start, end, head, strength, country, ended);
    }
}
