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

        var (lead, listed) = LeadOf(context, first);
        var subject = lead < 0 || !words[lead].Is(WordClass.Preposition | WordClass.Determiner) || words[lead].Is(WordClass.Determiner) && Before(words, lead) is not { } p
            || words[lead].Is(WordClass.Determiner) && !words[Before(words, lead)!.Value].Is(WordClass.Preposition);
        if (subject && IsVerbAhead(context, end, listed))
        {
            return SentencePart.Subject;
        }

        return IsObject(context, lead) ? SentencePart.Object : SentencePart.Other;
    }

    private static int? Before(DocumentWords words, int i) => words.IsIn(i - 1, words[i].Sentence) ? i - 1 : null;

    /// <summary>The word before a name, or before the first of a list of names that it belongs to; -1 at the start of the sentence.</summary>
    private static (int Lead, bool Listed) LeadOf(LinkContext context, int first)
    {
        var words = context.Words;
        var sentence = words[first].Sentence;
        var i = first - 1;
        var listed = false;
        while (words.IsIn(i, sentence))
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
                listed = true;
                continue;
            }

            if (words[i + 1].Gap == Gap.Comma && context.Owner[i] is { IsCountryName: true } other)
            {
                i = other.First - 1;
                listed = true;
                continue;
            }

            break;
        }

        return (words.IsIn(i, sentence) ? i : -1, listed);
    }

    /// <summary>Whether a finite verb follows, over adverbs, an apposition or the rest of a list.</summary>
    private static bool IsVerbAhead(LinkContext context, int end, bool listed)
    {
        var words = context.Words;
        if (end >= words.Count)
        {
            return false;
        }

        var sentence = words[end - 1].Sentence;
        var i = end;
        var steps = 0;
        while (words.IsIn(i, sentence) && steps++ < Reach * 2)
        {
            ref readonly var word = ref words[i];
            if (word.Gap is Gap.Open)
            {
                // A bracketed acronym.
                while (words.IsIn(i + 1, sentence) && words[i + 1].Gap != Gap.Close && i - end < Reach)
                {
                    i++;
                }

                i++;
                continue;
            }

            if (word.Gap == Gap.Comma && i == end)
            {
                // `Egypt, which borders the Strip, has called`: go to the next comma.
                var close = i + 1;
                while (words.IsIn(close, sentence) && words[close].Gap != Gap.Comma && close - i < Reach * 2)
                {
                    close++;
                }

                if (!words.IsIn(close, sentence) || words[close].Gap != Gap.Comma || !words[i].Is(WordClass.Relative | WordClass.Determiner | WordClass.Preposition))
                {
                    return false;
                }

                i = close;
                return IsVerb(words, i);
            }

            if (!word.Continues && word.Gap != Gap.Close && word.Gap != Gap.Quote)
            {
                return false;
            }

            if (IsVerb(words, i))
            {
                return true;
            }

            if (word.Casing == Casing.Lower && (word.Is(WordClass.Adverb) || words[i, true].EndsWith("ly", StringComparison.Ordinal)))
            {
                i++;
                continue;
            }

            var joins = word.Casing == Casing.Lower && words[i, true] is "and" or "or" or "the" or "its" or "their" or "allies" or "several" or "of" or "neighbours" or "neighbors" or "partners";
            if (joins || context.Owner[i] is { Country: not null } && steps > 1)
            {
                i++;
                continue;
            }

            return false;
        }

        _ = listed;
        return false;
    }

    private static bool IsVerb(DocumentWords words, int i) =>
        words[i].Casing == Casing.Lower && (words[i].Is(Verb | WordClass.Auxiliary)) && !(words[i].Is(WordClass.TitleHead | WordClass.Preposition) && !words[i].Is(WordClass.Inflected));

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

        var relation = words[lead, true] switch
        {
            "with" => WordClass.RelatesWith,
            "between" => WordClass.RelatesBetween,
            "against" => WordClass.RelatesAgainst,
            "to" => WordClass.RelatesTo,
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
