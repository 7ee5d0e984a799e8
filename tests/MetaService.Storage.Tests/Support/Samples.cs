using System.Text;
using MetaService.Extraction;
using MetaService.Extraction.Actors;
using MetaService.Extraction.Dates;
using MetaService.Extraction.Headers;
using MetaService.Extraction.Places;
using MetaService.Extraction.Text;

namespace MetaService.Storage.Tests.Support;

/// <summary>Articles put together by hand: clearly made up, everything a filter can ask for within reach.</summary>
public sealed record Sample
{
    public string? Id { get; init; }

    public string Title { get; init; } = "";

    public string Body { get; init; } = "The council met in the old town hall.";

    public PartialDate? Published { get; init; }

    public TimeOnly? Time { get; init; }

    public string PrintedDate { get; init; } = "";

    public (string Id, string Name)? Outlet { get; init; }

    public (string Id, string Name)? Agency { get; init; }

    public string[] Focus { get; init; } = [];

    public string[] Mentioned { get; init; } = [];

    public Actor[] Actors { get; init; } = [];

    public ResolvedPlace[] Places { get; init; } = [];

    public string Language { get; init; } = "en";

    public double Confidence { get; init; } = 0.95;

    public string[] Warnings { get; init; } = [];

    public string? NearDuplicateKey { get; init; }

    public string Version { get; init; } = "test-1";

    public string? SourceUrl { get; init; }

    public DateTimeOffset? ReceivedAt { get; init; }

    public string Text => $"{PrintedDate}\n{Title}\n\n{Body}";

    public static Actor Person(string id, string name, params string[] aliases) => new(
        id, name, name, aliases, ActorType.Person, "IQ", null, [], 0.5,
        [new ActorMention(name, new TextSpan(0, 1), ActorMentionKind.Name)], 0.9, "test.actor");

    public static ResolvedPlace Place(string name, string country, string? admin1 = null, PlaceKind kind = PlaceKind.City) => new(
        name, name, 0, country, admin1, kind, null, null, [PlaceRole.Mentioned], [new TextSpan(0, 1)], 0.9, "test.place", []);

    public ArticleToStore Build()
    {
        var text = Text;
        var titleSpan = new TextSpan(PrintedDate.Length + 1, Title.Length);
        var body = new TextSpan(text.Length - Body.Length, Body.Length);
        var dateSpan = new TextSpan(0, PrintedDate.Length);
        ArticleMetadata metadata = new(
            new RepairedText(text, []),
            new HeaderInfo
            {
                Published = Published is { } date
                    ? new Finding<DateStamp>(
                        new DateStamp(date, Time, Time is null ? DatePrecision.Day : DatePrecision.Minute, null, false, false, []),
                        [dateSpan], Confidence, "test.date", [])
                    : null,
                Outlet = Outlet is { } outlet
                    ? new Finding<OutletInfo>(new OutletInfo(outlet.Id, outlet.Name, outlet.Name, null, "IQ", "newspaper"), [], Confidence, "test.outlet", [])
                    : null,
                Agency = Agency is { } agency
                    ? new Finding<SourceCredit>(new SourceCredit(agency.Id, agency.Name), [], Confidence, "test.agency", [])
                    : null,
                Title = Title.Length > 0 ? new Finding<string>(Title, titleSpan, 0.9, "test.title") : null,
                Body = body,
                Language = Language,
            },
            new Region(
                [.. Focus.Select(static code => new CountryWeight(code, code, 0.5, []))],
                [.. Mentioned.Select(static code => new CountryWeight(code, code, 0.1, []))], null, null),
            Places,
            Actors,
            [],
            [.. Warnings.Select(static code => new ExtractionWarning(code, "Made up.", []))],
            Version,
            TextFingerprint.Hash(text),
            NearDuplicateKey ?? TextFingerprint.Hash(Body)[..16]);
        return new ArticleToStore(Id, text, SourceUrl, ReceivedAt, metadata, Encoding.UTF8.GetBytes($"metadata of {Title}{Body}"));
    }
}
