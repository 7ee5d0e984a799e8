namespace MetaService.Extraction.Dates;

/// <summary>Which way of the anchor an expression points.</summary>
internal enum Tense
{
    Unknown,
    Past,
    Future,
}

/// <summary>Reads from the words around an expression whether it tells of what was or of what is to come.</summary>
internal sealed class TenseEvidence(StampReader reader, DateCues cues)
{
    /// <summary>The most tokens looked at on either side; sentences are rarely longer.</summary>
    private const int Window = 40;

    /// <summary>The most tokens between a verb and the infinitive that it governs.</summary>
    private const int GovernorReach = 6;

    /// <summary>The most words between an auxiliary and its participle.</summary>
    private const int AuxiliaryGap = 4;

    /// <summary>The tense of the clause around the tokens from <paramref name="first"/> up to <paramref name="end"/>.</summary>
    public Tense Of(int first, int end)
    {
        var before = first - 1;
        // "blamed them for Tuesday's attack": the preposition belongs to the event.
        if (IsPossessive(end))
        {
            return Left(before, first);
        }

        if (reader.IsWord(before, "for") || reader.IsWord(before, "until") || reader.IsWord(before, "till") || reader.IsWord(before, "by") || reader.IsWord(before, "through") || reader.IsWord(before, "to"))
        {
            // "called a meeting for Friday"; "by Sunday afternoon had moved" is told from behind.
            if (!reader.IsWord(before, "by"))
            {
                return Tense.Future;
            }

            var told = Left(before - 1, first);
            return (told == Tense.Unknown ? Right(end) : told) == Tense.Past ? Tense.Past : Tense.Future;
        }

        if (reader.IsWord(before, "since"))
        {
            return Tense.Past;
        }

        if (reader.IsWord(before, "of") && cues.Find(reader.TextOf(before - 1)).Is(DateCueRoles.Event))
        {
            // "spoke about the elections of November 11": the clause's verb says nothing of the event.
            return Tense.Unknown;
        }

        var left = Left(before, first);
        if (left != Tense.Unknown)
        {
            return left;
        }

        return Right(end);
    }

    private bool IsPossessive(int end) => reader[end].Mark is '\'' or '’' && reader.IsWord(end + 1, "s");

    private Tense Left(int from, int first)
    {
        for (int i = from, n = 0; i >= 0 && n < Window; i--, n++)
        {
            if (IsSentenceEnd(i))
            {
                return Tense.Unknown;
            }

            if (At(i) is var tense && tense != Tense.Unknown)
            {
                return tense;
            }
        }

        return Tense.Unknown;
    }

    private Tense Right(int from)
    {
        for (int i = from, n = 0; i < reader.Count && n < Window; i++, n++)
        {
            if (IsSentenceEnd(i))
            {
                return Tense.Unknown;
            }

            if (At(i) is var tense && tense != Tense.Unknown)
            {
                return tense;
            }
        }

        return Tense.Unknown;
    }

    /// <summary>What the verb at a token says, its auxiliaries to the left included.</summary>
    private Tense At(int i)
    {
        if (reader[i].Kind != StampTokenKind.Word)
        {
            return Tense.Unknown;
        }

        var word = reader.TextOf(i);
        var cue = cues.Find(word);
        if (cue.Is(DateCueRoles.Verb) && i > 1 && reader.IsWord(i - 1, "to"))
        {
            return Infinitive(i - 2);
        }

        var isLower = !reader.StartsUpper(i);
        if (isLower && (cue.Is(DateCueRoles.Past) || (word.Length > 3 && word.EndsWith("ed") && !word.EndsWith("eed"))))
        {
            // "will be held", "to be released", "is scheduled": the auxiliary decides.
            for (int k = i - 1, n = 0; k >= 0 && n < AuxiliaryGap; k--, n++)
            {
                if (reader[k].Kind != StampTokenKind.Word)
                {
                    break;
                }

                if (reader.TextOf(k) is "will" or "would" or "shall" or "may" or "might" or "must" or "should")
                {
                    return Tense.Future;
                }

                if (reader.IsWord(k, "be") && reader.IsWord(k - 1, "to"))
                {
                    return Infinitive(k - 2) == Tense.Past ? Tense.Past : Tense.Future;
                }
            }

            return cue.Is(DateCueRoles.Future) && !cue.Is(DateCueRoles.Past) && (reader.IsWord(i - 1, "is") || reader.IsWord(i - 1, "are") || reader.IsWord(i - 1, "was") || reader.IsWord(i - 1, "were") || reader.IsWord(i - 1, "been"))
                ? Tense.Future
                : Tense.Past;
        }

        if (isLower && cue.Is(DateCueRoles.Future))
        {
            return Tense.Future;
        }

        if (isLower && word.Length > 3 && word[^1] == 's' && word[^2] != 's' && IsPronoun(i - 1))
        {
            // "where he addresses the assembly on Tuesday"
            return Tense.Future;
        }

        // A noun of the same form follows an article, a preposition or a number.
        return isLower && cue.Is(DateCueRoles.Present)
            && !cues.Find(reader.TextOf(i - 1)).Is(DateCueRoles.NotInfinitive | DateCueRoles.YearBefore | DateCueRoles.MonthBefore | DateCueRoles.Number)
            ? Tense.Future
            : Tense.Unknown;
    }

    private bool IsPronoun(int i) => reader.IsWord(i, "he") || reader.IsWord(i, "she") || reader.IsWord(i, "who") || reader.IsWord(i, "which");

    /// <summary>
    /// The tense of an infinitive by the verb that governs it, at or shortly before <paramref name="governor"/>: "agreed on Thursday to
    /// widen" looks ahead, "tried to storm" does not, and a mere purpose ("met to discuss") says nothing.
    /// </summary>
    private Tense Infinitive(int governor)
    {
        for (int k = governor, n = 0; k >= 0 && n < GovernorReach && !IsSentenceEnd(k); k--, n++)
        {
            if (reader[k].Kind != StampTokenKind.Word)
            {
                continue;
            }

            var cue = cues.Find(reader.TextOf(k));
            if (cue.Is(DateCueRoles.Implicative))
            {
                return Tense.Past;
            }

            if (cue.Is(DateCueRoles.FutureTaking | DateCueRoles.Future))
            {
                return Tense.Future;
            }

            if (cue.Is(DateCueRoles.Past))
            {
                return Tense.Unknown;
            }
        }

        return Tense.Unknown;
    }

    /// <summary>Whether a token ends a sentence: a full stop before a capital, other end marks, a blank line.</summary>
    private bool IsSentenceEnd(int i)
    {
        var token = reader[i];
        if (token.Kind == StampTokenKind.LineBreak)
        {
            return true;
        }

        return token.Mark is '!' or '?' or ';' or '؟'
            || (token.Mark == '.' && reader[i - 1] is { Kind: StampTokenKind.Word, Length: > 3 } or { Kind: StampTokenKind.Number } or { Kind: StampTokenKind.Mark });
    }
}
