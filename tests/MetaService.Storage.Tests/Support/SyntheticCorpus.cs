using System.Globalization;
using System.Text;
using MetaService.Extraction;
using MetaService.Extraction.Actors;
using MetaService.Extraction.Dates;
using MetaService.Extraction.Headers;
using MetaService.Extraction.Places;
using MetaService.Extraction.Text;

namespace MetaService.Storage.Tests.Support;

/// <summary>
/// Any number of distinct articles of made-up words, names and places, the same for the same seed. Frequencies fall off as in news: a few
/// outlets, countries and actors are in many articles, most in few. Article <c>i</c> does not depend on the others.
/// </summary>
public sealed class SyntheticCorpus(int seed)
{
    public const int Outlets = 400;
    public const int Countries = 180;
    public const int Actors = 200_000;
    public const int PlaceNames = 20_000;
    public const int Vocabulary = 30_000;
    public const int Days = 3650;
    public static readonly DateOnly FirstDay = new(2010, 1, 1);

    private static readonly string[] _syllables =
        ["ba", "ko", "ri", "ten", "mal", "su", "dor", "vek", "ila", "pon", "gra", "thi", "zu", "len", "or", "qua", "ses", "nim", "ud", "fay"];

    public static string Word(int rank)
    {
        var word = new StringBuilder();
        for (var rest = rank + 1; rest > 0; rest /= _syllables.Length)
        {
            word.Append(_syllables[rest % _syllables.Length]);
        }

        return word.ToString();
    }

    public static string ActorName(int rank) => $"{Capital(Word(rank % 997 + 40))} {Capital(Word(rank + 500))}";

    public static string PlaceName(int rank) => Capital(Word(rank + 7)) + "ville";

    public static string CountryCode(int rank) => string.Create(CultureInfo.InvariantCulture, $"{(char)('A' + (rank / 26))}{(char)('A' + (rank % 26))}");

    public ArticleToStore this[int index]
    {
        get
        {
            var random = new Random(HashCode(seed, index));
            var actors = Distinct(random, 4 + random.Next(9), Actors);
            var places = Distinct(random, 1 + random.Next(5), PlaceNames);
            var countries = Distinct(random, 2 + random.Next(4), Countries);
            var day = FirstDay.AddDays(random.Next(Days));
            var published = random.Next(100) switch
            {
                < 3 => new PartialDate(day.Year, day.Month),
                < 4 => new PartialDate(day.Year),
                _ => new PartialDate(day),
            };
            TimeOnly? time = published.IsDay && random.Next(2) == 0 ? new TimeOnly(random.Next(24), random.Next(60)) : null;
            var outlet = Zipf(random, Outlets);
            var title = Words(random, 8);
            var body = new StringBuilder();
            foreach (var actor in actors)
            {
                body.Append(ActorName(actor)).Append(' ').Append(Words(random, 10)).Append(' ').Append(PlaceName(places[random.Next(places.Length)])).Append(". ");
            }

            var bodyText = body.ToString();
            var text = string.Create(CultureInfo.InvariantCulture, $"{published}\n{title} {index}\n\n{bodyText}");
            var resolved = actors.Select((actor, i) => new Actor(
                string.Create(CultureInfo.InvariantCulture, $"x-{actor:x8}"), ActorName(actor), ActorName(actor), [ActorName(actor).Split(' ')[1]],
                (ActorType)(1 + (actor % 11)), CountryCode(actor % Countries), null, [], 1.0 / (i + 1),
                [new ActorMention(ActorName(actor), new TextSpan(0, 1), ActorMentionKind.Name)], 0.9, "synthetic")).ToArray();
            var metadata = new ArticleMetadata(
                new RepairedText(text, []),
                new HeaderInfo
                {
                    Published = new Finding<DateStamp>(
                        new DateStamp(published, time, DatePrecision.Day, null, false, false, []), [], 0.5 + (random.Next(50) / 100.0), "synthetic", []),
                    Outlet = new Finding<OutletInfo>(
                        new OutletInfo(string.Create(CultureInfo.InvariantCulture, $"outlet-{outlet}"), $"The {Capital(Word(outlet))} Synthetic", "", null, null, "newspaper"),
                        [], 0.9, "synthetic", []),
                    Agency = random.Next(4) == 0 ? new Finding<SourceCredit>(new SourceCredit($"agency-{Zipf(random, 12)}", "Synthetic Wire"), [], 0.9, "synthetic", []) : null,
                    Title = new Finding<string>(title, new TextSpan(text.IndexOf('\n', StringComparison.Ordinal) + 1, title.Length), 0.9, "synthetic"),
                    Body = new TextSpan(text.Length - bodyText.Length, bodyText.Length),
                    Language = random.Next(10) == 0 ? "ar" : "en",
                },
                new Region(
                    [.. countries.Take(1 + random.Next(2)).Select(static c => new CountryWeight(CountryCode(c), CountryCode(c), 0.4, []))],
                    [.. countries.Select(static c => new CountryWeight(CountryCode(c), CountryCode(c), 0.2, []))], null, null),
                [.. places.Select(static p => new ResolvedPlace(
                    PlaceName(p), PlaceName(p), p, CountryCode(p % Countries), $"{Capital(Word(p % 900))} Province", PlaceKind.City, null, null,
                    [PlaceRole.Mentioned], [new TextSpan(0, 1)], 0.9, "synthetic", []))],
                resolved,
                [],
                random.Next(8) == 0 ? [new ExtractionWarning(random.Next(3) == 0 ? "date.future" : "date.weekday-mismatch", "Synthetic.", [])] : [],
                "synthetic-1",
                TextFingerprint.Hash(text),
                TextFingerprint.Hash(bodyText)[..16]);
            return new ArticleToStore(null, text, $"https://synthetic.example/{index}", null, metadata, MetadataBytes(random, metadata));
        }
    }

    /// <summary>A rank from 0; rank r about 1 / (r + 1) as often as rank 0.</summary>
    public static int Zipf(Random random, int count) => (int)Math.Min(count - 1, Math.Pow(count, random.NextDouble()) - 1 + random.NextDouble() * 0.5);

    private static int[] Distinct(Random random, int wanted, int count)
    {
        var found = new HashSet<int>();
        while (found.Count < wanted)
        {
            found.Add(Zipf(random, count));
        }

        return [.. found];
    }

    private static string Words(Random random, int count) =>
        string.Join(' ', Enumerable.Range(0, count).Select(_ => Word(Zipf(random, Vocabulary))));

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private static int HashCode(int seed, int index) => unchecked((seed * 7919) ^ (index * (int)2654435761));

    /// <summary>About as long and as hard to compress as encoded metadata: names and spans.</summary>
    private static byte[] MetadataBytes(Random random, ArticleMetadata metadata)
    {
        var bytes = new List<byte>();
        foreach (var actor in metadata.Actors)
        {
            bytes.AddRange(Encoding.UTF8.GetBytes(actor.Id + actor.Name + actor.CanonicalName + actor.Rule));
            var spans = new byte[60];
            random.NextBytes(spans);
            bytes.AddRange(spans);
        }

        foreach (var place in metadata.Places)
        {
            bytes.AddRange(Encoding.UTF8.GetBytes(place.Name + place.CanonicalName + place.Admin1 + place.Country));
            var spans = new byte[40];
            random.NextBytes(spans);
            bytes.AddRange(spans);
        }

        bytes.AddRange(Encoding.UTF8.GetBytes(metadata.Header.Outlet!.Value.Name + metadata.Header.Title!.Value + metadata.TextHash));
        return [.. bytes];
    }
}
