using MetaService.Extraction.Actors.Words;

namespace MetaService.Extraction.Actors.Linking;

/// <summary>What a name does in its sentence.</summary>
internal enum SentencePart
{
    /// <summary>Neither acts nor is acted upon.</summary>
    Other,

    /// <summary>Subject of a verb.</summary>
    Subject,

    /// <summary>Object of a verb, or party to a relation.</summary>
    Object,
}

/// <summary>Reads subject and object off the words round a name; shallow on purpose.</summary>
internal static class Syntax
{
    private const WordClass Verb = WordClass.SayVerb | WordClass.ActVerb | WordClass.ObjectVerb;
    private const int Reach = 7;

    /// <summary>The part that the name from <paramref name="first"/> up to <paramref name="end"/> plays.</summary>
    public static SentencePart PartOf(LinkContext context, int first, int end)
    {
        var words = context.Words;
        var sentence = words[first].Sentence;

        // A possessive or a name that modifies what follows does not act.
        if (words.IsIn(end, sentence) && (words[end].IsPossessive || words[end].Gap == Gap.Joined))
        {
            return SentencePart.Other;
        }

        var lead = LeadOf(context, first);
        var before = lead >= 0 && words[lead].Is(WordClass.Determiner) && words.IsIn(lead - 1, sentence) ? lead - 1 : lead;
        var subject = before < 0 || !words[before].Is(WordClass.Preposition) || (words[before].Casing != Casing.Lower && words[before].Gap != Gap.Sentence);
        if (subject && IsVerbAhead(context, end))
        {
            return SentencePart.Subject;
        }

        return IsObject(context, lead) ? SentencePart.Object : SentencePart.Other;
    }

    /// <summary>Whether a verb of saying stands within a few words behind a name.</summary>
    public static bool Speaks(LinkContext context, int end)
    {
        for (var i = end; context.Words.IsIn(i, context.Words[end - 1].Sentence) && i - end < 4; i++)
        {
            if (context.Words[i].Is(WordClass.SayVerb))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The word before a name, or before the first of a list of names that it belongs to; -1 at the start of the sentence.</summary>
    private static int LeadOf(LinkContext context, int first)
    {
        var words = context.Words;
        var sentence = words[first].Sentence;
        var i = first - 1;
        for (var steps = 0; words.IsIn(i, sentence) && steps < Reach * 2; steps++)
        {
            if (words[i].Is(WordClass.Determiner) && words[i].Casing == Casing.Lower && words.IsIn(i - 1, sentence) && words[i - 1].Casing == Casing.Lower && words[i - 1, true] is "and" or "or")
            {
                i--;
                continue;
            }

            var joined = words[i].Casing == Casing.Lower && words[i, true] is "and" or "or";
            if (joined && words.IsIn(i - 1, sentence) && context.Owner[i - 1] is { } previous)
            {
                i = previous.First - 1;
                continue;
            }

            if (words[i + 1].Gap == Gap.Comma && context.Owner[i] is { IsPerson: false } other)
            {
                i = other.First - 1;
                continue;
            }

            break;
        }

        return words.IsIn(i, sentence) ? i : -1;
    }

    /// <summary>Whether the verb of a deed or saying follows, over adverbs, an apposition or the rest of a list.</summary>
    private static bool IsVerbAhead(LinkContext context, int end)
    {
        var words = context.Words;
        if (end >= words.Count)
        {
            return false;
        }

        var sentence = words[end - 1].Sentence;
        var i = end;
        for (var steps = 0; words.IsIn(i, sentence) && steps < Reach * 2; steps++)
        {
            ref readonly var word = ref words[i];
            if (word.Gap == Gap.Open)
            {
                // A bracketed acronym.
                while (words.IsIn(i + 1, sentence) && words[i + 1].Gap != Gap.Close && i - end < Reach)
                {
                    i++;
                }

                i++;
                continue;
            }

            if (word.Gap == Gap.Comma)
            {
                if (IsDeed(words, i))
                {
                    return true;
                }

                if (context.Owner[i] is { } next)
                {
                    // `X, Y and Z`: the list goes on.
                    i = next.End;
                    continue;
                }

                // `Egypt, which borders the Strip, has called`: go to the next comma.
                var close = i + 1;
                while (words.IsIn(close, sentence) && words[close].Gap != Gap.Comma && close - i < Reach * 2)
                {
                    close++;
                }

                return words.IsIn(close, sentence) && words[close].Gap == Gap.Comma
                    && words[i].Is(WordClass.Relative | WordClass.Determiner | WordClass.Preposition) && IsDeed(words, close);
            }

            if (!word.Continues && word.Gap != Gap.Close && word.Gap != Gap.Quote)
            {
                return false;
            }

            if (IsDeed(words, i))
            {
                return true;
            }

            if (i > end && context.Owner[i] is { } listed && (words[i - 1, true] is "and" or "or" or "the" || words[i - 1].Is(WordClass.Determiner)))
            {
                i = listed.End;
                continue;
            }

            var skips = word.Casing == Casing.Lower
                && (word.Is(WordClass.Adverb) || words[i, true].EndsWith("ly", StringComparison.Ordinal)
                    || words[i, true] is "and" or "or" or "the" or "its" or "their" or "allies" or "several" or "of" or "neighbours" or "neighbors" or "partners" or "both");
            if (!skips && i == end && word.Casing == Casing.Lower && word.Is(WordClass.Preposition) && !word.Is(WordClass.Determiner))
            {
                // `Arabs in the province do not want`: over one prepositional phrase.
                for (var j = i + 1; words.IsIn(j, sentence) && j - i <= 4 && words[j].Continues; j++)
                {
                    if (words[j].Is(WordClass.Auxiliary) || words[j].Is(WordClass.SayVerb))
                    {
                        return j > i + 1 && IsDeed(words, j);
                    }
                }

                return false;
            }

            if (!skips)
            {
                return false;
            }

            i++;
        }

        return false;
    }

    /// <summary>Whether a verb of the lists stands here, or an auxiliary with one behind it. A bare copula is no deed.</summary>
    private static bool IsDeed(DocumentWords words, int i)
    {
        ref readonly var word = ref words[i];
        var title = words.Sentences[word.Sentence].IsTitle;
        if (word.Casing != Casing.Lower && !(title && word.Casing == Casing.Capital))
        {
            return false;
        }

        if (!word.Is(WordClass.Auxiliary))
        {
            return word.Is(Verb) && !(word.Is(WordClass.TitleHead | WordClass.Preposition | WordClass.Determiner | WordClass.TitleModifier) && !word.Is(WordClass.Inflected));
        }

        for (var j = i + 1; words.IsIn(j, word.Sentence) && j - i < 5 && words[j].Gap <= Gap.Quote; j++)
        {
            if (words[j].Is(Verb) && !words[j].Is(WordClass.Auxiliary))
            {
                return true;
            }

            if (!words[j].Is(WordClass.Auxiliary | WordClass.Adverb) && words[j, true] is not ("to" or "ready") && !words[j, true].EndsWith("ly", StringComparison.Ordinal))
            {
                // Any other verb behind have, will, may: only a form of be can be a copula.
                return words[i, true] is not ("is" or "are" or "was" or "were" or "be" or "been" or "has" or "have" or "had" or "do" or "does" or "did") && words[j].Casing == Casing.Lower
                    && !words[j].Is(WordClass.Determiner | WordClass.Preposition | WordClass.Pronoun);
            }
        }

        return false;
    }

    private static bool IsObject(LinkContext context, int lead)
    {
        var words = context.Words;
        if (lead < 0 || words[lead].Casing != Casing.Lower && !words[lead].Is(Verb))
        {
            return false;
        }

        if (words[lead].Is(WordClass.Determiner) && words.IsIn(lead - 1, words[lead].Sentence))
        {
            lead--;
        }

        if (words[lead].Is(WordClass.ObjectVerb))
        {
            return true;
        }

        // `between the region and X`: the other side is no name.
        if (words[lead, true] is "and")
        {
            for (var i = lead - 1; words.IsIn(i, words[lead].Sentence) && lead - i <= 6; i--)
            {
                if (words[i, true] is "between")
                {
                    lead = i;
                    break;
                }
            }
        }

        var relation = words[lead, true] switch
        {
            "with" => WordClass.RelatesWith,
            "between" => WordClass.RelatesBetween,
            "against" => WordClass.RelatesAgainst,
            "to" => WordClass.RelatesTo,
            "of" => WordClass.RelatesOf,
            "from" => WordClass.RelatesFrom,
            "on" => WordClass.RelatesOn,
            _ => WordClass.None,
        };
        if (relation != WordClass.None)
        {
            // A relation: talks with X, a deal between X and Y, sanctions against X, arms to X.
            for (var i = lead - 1; words.IsIn(i, words[lead].Sentence) && lead - i <= 4; i--)
            {
                if (words[i].Is(relation))
                {
                    return true;
                }

                if (words[i].Is(WordClass.Preposition | WordClass.Pronoun) || !words[i + 1].Continues)
                {
                    break;
                }
            }
        }

        return false;
    }
}
