using MetaService.Extraction.Actors.Knowledge;
using MetaService.Extraction.Actors.Words;
using MetaService.Extraction.Places;
using MetaService.Extraction.Tagging;

namespace MetaService.Extraction.Actors.Linking;

/// <summary>Groups the mentions of organisations and bodies of state, each with its country.</summary>
internal sealed class BodyLinker(LinkContext context)
{
    /// <summary>Bodies that are compared for one short form; bounds the work on very long texts.</summary>
    private const int MaxNamesakes = 64;

    private readonly DocumentWords _words = context.Words;
    private readonly KnowledgeBase _knowledge = context.Knowledge;
    private readonly BodyIdentifier _identifier = new(context);
    private readonly List<Body> _bodies = [];
    private readonly Dictionary<ulong, List<(Body Body, int At)>> _acronyms = [];
    private readonly Dictionary<string, Body> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong, List<Body>> _byName = [];
    private readonly Dictionary<ulong, List<Body>> _byFirstWord = [];
    private readonly Dictionary<ulong, List<Body>> _byLastWord = [];

    /// <summary>The organisations and bodies of the document.</summary>
    public List<ActorDraft> Link()
    {
        var mentions = new List<BodyMention>();
        foreach (var name in context.Names)
        {
            if (_identifier.Read(name) is { } mention)
            {
                mentions.Add(mention);
            }
        }

        // Names with a country or in full first: the short forms go to them.
        var bracketed = new HashSet<NameMention>();
        foreach (var mention in mentions)
        {
            if (BracketedAcronym(mention) is { } acronym && context.Owner[acronym.First] is { } inner)
            {
                bracketed.Add(inner);
            }
        }

        foreach (var mention in mentions.Where(m => !IsShort(m) && !bracketed.Contains(m.Name)))
        {
            var body = Add(mention);
            if (BracketedAcronym(mention) is { } acronym)
            {
                body.Acronyms.Add(acronym);
                (_acronyms.TryGetValue(acronym.Key, out var bound) ? bound : _acronyms[acronym.Key] = []).Add((body, acronym.First));
            }
        }

        foreach (var mention in mentions.Where(m => IsShort(m) && !bracketed.Contains(m.Name)))
        {
            if (FindShort(mention) is { } known)
            {
                known.Mentions.Add(mention);
            }
            else
            {
                Add(mention);
            }
        }

        return [.. _bodies.Select(Draft)];
    }

    /// <summary>An acronym, or a name of one word: may stand for a longer name elsewhere.</summary>
    private bool IsShort(BodyMention mention) => mention.End - mention.BareFirst == 1 && _words[mention.BareFirst].IsCapitalized;

    private (int First, int End, ulong Key)? BracketedAcronym(BodyMention mention)
    {
        var open = mention.End;
        if (!_words.IsIn(open, _words[mention.First].Sentence) || _words[open].Gap != Gap.Open || !_words[open].IsCapitalized)
        {
            return null;
        }

        var end = open + 1;
        while (_words.IsIn(end, _words[open].Sentence) && _words[end].Continues && end - open < 3)
        {
            end++;
        }

        var closes = !_words.IsIn(end, _words[open].Sentence) || _words[end].Gap >= Gap.Close;
        ulong key = 0;
        for (var i = open; i < end; i++)
        {
            key = NameWordReader.Extend(key, _words[i].Hash);
        }

        return closes && (end - open == 1 || _words[open].Casing == Casing.Upper) ? (open, end, key) : null;
    }

    private Body Add(BodyMention mention)
    {
        var body = _byKey.GetValueOrDefault(mention.Key)
            ?? (_byName.TryGetValue(mention.BareKey, out var named) ? named.Find(b => IsSameName(b, mention)) : null);
        if (body is null)
        {
            body = new Body(mention);
            _bodies.Add(body);
            _byKey.Add(mention.Key, body);
        }
        else
        {
            body.Mentions.Add(mention);
            body.Take(mention);
        }

        Index(_byName, mention.BareKey, body);
        if (mention.End - mention.BareFirst > 1)
        {
            Index(_byFirstWord, _words[mention.BareFirst].Hash, body);
            Index(_byLastWord, _words[mention.End - 1].Hash, body);
        }

        return body;
    }

    private static void Index(Dictionary<ulong, List<Body>> index, ulong key, Body body)
    {
        var list = index.TryGetValue(key, out var known) ? known : index[key] = [];
        if (list.Count < MaxNamesakes && !list.Contains(body))
        {
            list.Add(body);
        }
    }

    /// <summary>The same bare name, one of the two without a country of its own.</summary>
    private static bool IsSameName(Body body, BodyMention mention) =>
        mention.Entry < 0 && (body.Entry < 0 || mention.Attached is null) && body.BareKey == mention.BareKey && (body.Country is null || mention.Attached is null || body.Country == mention.Attached.Code);

    private Body? FindShort(BodyMention mention)
    {
        ulong key = 0;
        for (var i = mention.BareFirst; i < mention.End; i++)
        {
            key = NameWordReader.Extend(key, _words[i].Hash);
        }

        if (_acronyms.TryGetValue(key, out var bound))
        {
            var ofCountry = mention.Attached is null ? bound : [.. bound.Where(a => a.Body.CountryCode == mention.Attached.Code)];
            if (ofCountry.Count > 0)
            {
                return ofCountry.LastOrDefault(a => a.At <= mention.First) is { Body: { } nearest } ? nearest : ofCountry[0].Body;
            }

        }

        if (_byKey.TryGetValue(mention.Key, out var same))
        {
            return same;
        }

        if (mention.Attached is not null && mention.BareFirst > mention.First)
        {
            return null;
        }

        var word = _words[mention.BareFirst];
        if (word.Casing == Casing.Upper && mention.Entry < 0)
        {
            var letters = _words[mention.BareFirst, true];
            foreach (var body in _bodies.Take(MaxNamesakes))
            {
                if (_identifier.HasInitials(body.Mentions[0], letters))
                {
                    return body;
                }
            }
        }

        if (mention.Type == ActorType.Company && _byLastWord.TryGetValue(word.Hash, out var ending) && ending.Find(b => b.Type == ActorType.Company) is { } longer)
        {
            return longer;
        }

        // `Toyota` for `Toyota Motor`, `Coalition` for `US-led coalition`.
        if (_byFirstWord.TryGetValue(word.Hash, out var prefixed) && (mention.Entry < 0 || prefixed[0].Entry < 0))
        {
            return prefixed[0];
        }

        if (mention.Entry < 0 && word.Is(WordClass.OrganizationHead))
        {
            return _bodies.Take(MaxNamesakes).LastOrDefault(b => b.Mentions[0] is var m && m.End - m.BareFirst > 1 && Contains(m, word.Hash));
        }

        return null;
    }

    private bool Contains(BodyMention mention, ulong word)
    {
        for (var i = mention.BareFirst; i < mention.End; i++)
        {
            if (_words[i].Hash == word)
            {
                return true;
            }
        }

        return false;
    }

    private ActorDraft Draft(Body body)
    {
        body.Mentions.Sort(static (a, b) => a.First.CompareTo(b.First));
        var draft = new ActorDraft
        {
            Type = body.Type,
            Country = body.CountryCode,
            Entry = body.Entry,
            Confidence = Math.Max(body.Mentions.Max(m => m.Name.Confidence), body.Entry >= 0 ? 0.85 : 0.5),
            Rule = body.Entry >= 0 ? "body.knowledge" : body.Portfolio >= 0 ? "body.portfolio" : "body.text",
        };
        if (body.Portfolio >= 0 && body.Entry < 0 && context.Countries.Find(body.CountryCode) is { } state)
        {
            draft.Cameo = state.CameoCode + _knowledge.Cameo(body.Portfolio);
        }

        foreach (var mention in body.Mentions)
        {
            var kind = mention.End - mention.BareFirst == 1 && _words[mention.BareFirst].Casing == Casing.Upper ? ActorMentionKind.Acronym
                : mention.IsDescription ? ActorMentionKind.Description : ActorMentionKind.Name;
            draft.Mentions.Add((mention.First, mention.End, kind));
            // The country before the name is part of the proper name of a party or a firm, not of a ministry's.
            if (mention.BareFirst > mention.First && !mention.IsDescription && (_words[mention.BareFirst].IsCapitalized || body.Type == ActorType.Government) && (mention.Name.First == mention.BareFirst || _words[mention.BareFirst - 1].IsPossessive || body.Type is ActorType.Government or ActorType.SecurityForce))
            {
                draft.ExtraNames.Add(_words.TextOf(mention.BareFirst, mention.End));
            }
        }

        foreach (var (first, end, _) in body.Acronyms)
        {
            draft.Mentions.Add((first, end, ActorMentionKind.Acronym));
        }

        return draft;
    }

    /// <summary>A body with its mentions.</summary>
    private sealed class Body
    {
        public Body(BodyMention mention)
        {
            Key = mention.Key;
            BareKey = mention.BareKey;
            Mentions.Add(mention);
            (Entry, Portfolio, Type, Country, Attached, CountryCode) = (mention.Entry, mention.Portfolio, mention.Type, mention.Attached?.Code, mention.Attached, mention.CountryCode);
        }

        public string Key { get; }

        public ulong BareKey { get; }

        public int Entry { get; private set; }

        public int Portfolio { get; private set; }

        public ActorType Type { get; private set; }

        public string? Country { get; private set; }

        public Country? Attached { get; private set; }

        public string? CountryCode { get; private set; }

        public List<BodyMention> Mentions { get; } = [];

        public List<(int First, int End, ulong Key)> Acronyms { get; } = [];

        /// <summary>Takes over what a later mention knows better.</summary>
        public void Take(BodyMention mention)
        {
            if (Attached is null && mention.Attached is not null)
            {
                (Attached, Country, CountryCode) = (mention.Attached, mention.Attached.Code, mention.CountryCode);
            }

            if (Entry < 0 && mention.Entry >= 0)
            {
                (Entry, Type, CountryCode) = (mention.Entry, mention.Type, mention.CountryCode);
            }
        }
    }
}
