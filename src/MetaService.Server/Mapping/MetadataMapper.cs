using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using MetaService.Extraction;
using Proto = MetaService.Protos.V1;

namespace MetaService.Server.Mapping;

/// <summary>Writes extracted metadata as the contract's messages, with offsets into the text as received, in UTF-16 code units.</summary>
internal sealed class MetadataMapper
{
    private readonly ArticleMetadata _from;

    private MetadataMapper(ArticleMetadata from) => _from = from;

    /// <summary>The message for an extracted article.</summary>
    public static Proto.ArticleMetadata ToProto(ArticleMetadata metadata) => new MetadataMapper(metadata).Map();

    private Proto.ArticleMetadata Map()
    {
        var header = _from.Header;
        var to = new Proto.ArticleMetadata
        {
            Published = header.Published is { } published ? Stamp(published) : null,
            Modified = header.Modified is { } modified ? Stamp(modified) : null,
            CollectionDate = header.CollectionDate is { } collected
                ? new Proto.CollectionDate { Date = collected.Value.ToString(), Evidence = Evidence(collected) }
                : null,
            Outlet = header.Outlet is { } outlet ? Outlet(outlet) : null,
            Agency = header.Agency is { } agency ? Credit(agency) : null,
            Feed = header.Feed is { } feed ? Credit(feed) : null,
            Title = header.Title is { } title ? new Proto.Title { Text = title.Value, Span = First(title.Spans) } : null,
            Body = Span(header.Body),
            Language = header.Language,
            Region = Region(),
            ExtractorVersion = _from.ExtractorVersion,
            TextHash = _from.TextHash,
            NearDuplicateKey = _from.NearDuplicateKey,
            OffsetUnit = Proto.OffsetUnit.Utf16CodeUnits,
        };
        to.Bylines.AddRange(header.Bylines.Select(b => new Proto.Byline { Name = b.Value, Span = First(b.Spans) }));
        to.Places.AddRange(_from.Places.Select(Place));
        to.DatelinePlace = DatelinePlace(to.Places);
        to.Actors.AddRange(_from.Actors.Select(Actor));
        to.Dates.AddRange(_from.Dates.Select(Dated));
        to.Repairs.AddRange(_from.Text.Repairs.Select(r => new Proto.Repair
        {
            Span = new Proto.Span { Start = r.Span.Start, Length = r.Span.Length },
            Inserted = r.Inserted,
            Rule = r.Rule,
        }));
        to.Warnings.AddRange(_from.Warnings.Select(Warning));
        return to;
    }

    private static Proto.DateStamp Stamp(Extraction.Dates.DateStamp from, Proto.Evidence evidence)
    {
        var to = new Proto.DateStamp
        {
            Date = from.Date.ToString(),
            Time = from.Time?.ToString(
                from.Precision == Extraction.Dates.DatePrecision.Second ? "HH':'mm':'ss" : "HH':'mm", CultureInfo.InvariantCulture) ?? "",
            UtcOffset = from.UtcOffset is { } offset
                ? (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString("hh':'mm", CultureInfo.InvariantCulture)
                : "",
            UtcOffsetInferred = from.OffsetInferred,
            Instant = from.Instant is { } instant ? Timestamp.FromDateTimeOffset(instant) : null,
            Precision = EnumMapping.ToProto(from.Precision),
            Ambiguous = from.Ambiguous,
            Evidence = evidence,
        };
        to.Alternatives.AddRange(from.Alternatives.Select(a => a.ToString()));
        return to;
    }

    private Proto.DateStamp Stamp(Finding<Extraction.Dates.DateStamp> from) => Stamp(from.Value, Evidence(from));

    private Proto.Outlet Outlet(Finding<Extraction.Headers.OutletInfo> from) => new()
    {
        Id = from.Value.Id,
        Name = from.Value.Name,
        PrintedName = from.Value.PrintedName,
        Section = from.Value.Section ?? "",
        Country = from.Value.Country ?? "",
        Kind = EnumMapping.OutletKind(from.Value.Kind),
        Evidence = Evidence(from),
    };

    private Proto.SourceCredit Credit(Finding<Extraction.Headers.SourceCredit> from) =>
        new() { Id = from.Value.Id, Name = from.Value.Name, Evidence = Evidence(from) };

    private Proto.Region Region()
    {
        var to = new Proto.Region { M49Subregion = _from.Region.M49Subregion ?? "", M49Name = _from.Region.M49Name ?? "" };
        to.Focus.AddRange(_from.Region.Focus.Select(Country));
        to.Mentioned.AddRange(_from.Region.Mentioned.Select(Country));
        return to;
    }

    private Proto.CountryWeight Country(Extraction.Places.CountryWeight from)
    {
        var to = new Proto.CountryWeight { Code = from.Code, Name = from.Name, Weight = from.Weight };
        to.Spans.AddRange(from.Spans.Select(Span));
        return to;
    }

    private Proto.Place Place(Extraction.Places.ResolvedPlace from)
    {
        var to = new Proto.Place
        {
            Name = from.Name,
            CanonicalName = from.CanonicalName,
            GeonameId = from.GeonameId,
            Country = from.Country ?? "",
            Admin1 = from.Admin1 ?? "",
            Kind = EnumMapping.ToProto(from.Kind),
            Confidence = from.Confidence,
            Rule = from.Rule,
        };
        if (from is { Latitude: { } latitude, Longitude: { } longitude })
        {
            to.Latitude = latitude;
            to.Longitude = longitude;
        }

        to.Roles.AddRange(from.Roles.Select(EnumMapping.ToProto));
        to.Mentions.AddRange(from.Mentions.Select(Span));
        to.Alternatives.AddRange(from.Alternatives);
        return to;
    }

    /// <summary>The dateline's first city: resolved where the geoparser placed it, else by its name alone.</summary>
    private Proto.Place? DatelinePlace(IEnumerable<Proto.Place> places)
    {
        if (_from.Header.DatelinePlaces is not [var dateline, ..])
        {
            return null;
        }

        var resolved = places.FirstOrDefault(p => p.Roles.Contains(Proto.PlaceRole.Dateline)
            && (p.CanonicalName == dateline.Value || p.Name.Equals(dateline.Value, StringComparison.OrdinalIgnoreCase)));
        if (resolved is not null)
        {
            return resolved.Clone();
        }

        var named = new Proto.Place
        {
            Name = dateline.Value,
            CanonicalName = dateline.Value,
            Kind = Proto.PlaceKind.City,
            Confidence = dateline.Confidence,
            Rule = dateline.Rule,
        };
        named.Roles.Add(Proto.PlaceRole.Dateline);
        named.Mentions.AddRange(dateline.Spans.Select(Span));
        return named;
    }

    private Proto.Actor Actor(Extraction.Actors.Actor from)
    {
        var to = new Proto.Actor
        {
            Id = from.Id,
            Name = from.Name,
            CanonicalName = from.CanonicalName,
            Type = EnumMapping.ToProto(from.Type),
            Country = from.Country ?? "",
            CameoCode = from.CameoCode ?? "",
            Salience = from.Salience,
            Confidence = from.Confidence,
            Rule = from.Rule,
        };
        to.Aliases.AddRange(from.Aliases);
        to.Roles.AddRange(from.Roles.Select(r => new Proto.ActorRole
        {
            Title = r.Title,
            Organization = r.Organization ?? "",
            Country = r.Country ?? "",
            Status = r.Status,
            Span = r.Span is { } span ? Span(span) : null,
        }));
        to.Mentions.AddRange(from.Mentions.Select(m => new Proto.ActorMention
        {
            Text = m.Text,
            Span = Span(m.Span),
            Kind = EnumMapping.ToProto(m.Kind),
        }));
        return to;
    }

    private Proto.DatedExpression Dated(Extraction.Dates.DatedExpression from)
    {
        var to = new Proto.DatedExpression
        {
            Text = from.Text,
            Date = from.Date?.ToString() ?? "",
            Span = Span(from.Span),
            Confidence = from.Confidence,
            Rule = from.Rule,
        };
        to.Alternatives.AddRange(from.Alternatives.Select(a => a.ToString()));
        return to;
    }

    private Proto.Warning Warning(ExtractionWarning from)
    {
        var to = new Proto.Warning { Code = from.Code, Message = from.Message };
        to.Spans.AddRange(from.Spans.Select(Span));
        return to;
    }

    private Proto.Evidence Evidence<T>(Finding<T> from)
    {
        var to = new Proto.Evidence { Confidence = from.Confidence, Rule = from.Rule };
        to.Spans.AddRange(from.Spans.Select(Span));
        to.Alternatives.AddRange(from.Alternatives);
        return to;
    }

    private Proto.Span? First(IReadOnlyList<TextSpan> spans) => spans is [var first, ..] ? Span(first) : null;

    private Proto.Span Span(TextSpan span)
    {
        var source = _from.Text.ToSource(span);
        return new Proto.Span { Start = source.Start, Length = source.Length };
    }
}
