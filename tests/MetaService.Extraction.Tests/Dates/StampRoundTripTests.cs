using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using MetaService.Extraction.Dates;
using MetaService.Extraction.Resources;

namespace MetaService.Extraction.Tests.Dates;

/// <summary>A date rendered in any format and language reads back as that date.</summary>
public class StampRoundTripTests
{
    private static readonly string[] _languages =
    [
        "en", "ar", "fa", "ku", "tr", "fr", "de", "es", "it", "pt", "sv", "ro", "ru", "nl", "da", "no", "pl", "cs", "uk", "fi", "el", "he", "id",
    ];

    private static readonly Gen<DateOnly> _days = Gen.Choose(new DateOnly(1990, 1, 1).DayNumber, new DateOnly(2037, 12, 31).DayNumber).Select(DateOnly.FromDayNumber);

    private static readonly Gen<TimeOnly> _times = Gen.Choose(1, 24 * 60 - 1).Select(m => new TimeOnly(m / 60, m % 60));

    /// <summary>Numeric and English formats; every clock is to the minute.</summary>
    private static readonly string[] _formats =
    [
        "yyyy/MM/dd | HH:mm", "yyyy-MM-dd HH:mm", "yyyy.MM.dd HH:mm", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm':00+03:00'",
        "d MMMM yyyy - HH:mm", "dddd, d MMMM yyyy, HH:mm", "MMMM d, yyyy, h:mm tt", "MMM. d, yyyy 'at' h:mm tt", "dddd MMMM dd yyyy HH:mm", "ddd MMM d yyyy HH:mm",
        "HH:mm, d MMMM yyyy", "HH:mm - d MMM yyyy", "MMMM dd, yyyy, dddd/ HH:mm", "dd-MMM-yyyy HH:mm", "d'th of' MMMM yyyy HH:mm", "ddd., MMM d, yyyy HH:mm", "yyyy MMMM d HH:mm",
        "dddd yyyy/MM/dd HH:mm", "h:mmtt d MMM yyyy", "MMMM d yyyy 'at' HH:mm 'GMT+3'", "d MMMM yyyy HHmm 'GMT'", "dddd، d MMMM yyyy HH:mm",
    ];

    [Fact]
    public void English_and_numeric_formats_read_back() =>
        Prop.ForAll(
            (from day in _days from time in _times from format in Gen.Elements(_formats) select (day, time, format)).ToArbitrary(),
            x =>
            {
                var text = x.day.ToDateTime(x.time).ToString(x.format, CultureInfo.InvariantCulture);
                var stamps = StampScanner.Scan(text, new TextSpan(0, text.Length));
                return (stamps is [{ Readings: [{ Date: { } date }], Clock: { } clock } stamp] && date == new PartialDate(x.day) && clock.Time == x.time
                    && (stamp.Weekday is not { } weekday || weekday.Day == x.day.DayOfWeek)).Label(text);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Every_language_reads_back() =>
        Prop.ForAll(
            (from day in _days from language in Gen.Elements(_languages) from name in Gen.Choose(0, 20) from shape in Gen.Choose(0, 3) select (day, language, name, shape)).ToArbitrary(),
            x =>
            {
                var month = Names(x.language, "months.tsv", r => r[0] == "gregorian" && r[2] == "long" && r[1] == x.day.Month.ToString(CultureInfo.InvariantCulture), 3, x.name);
                var iso = x.day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)x.day.DayOfWeek;
                var weekday = Names(x.language, "weekdays.tsv", r => r[1] == "long" && r[0] == iso.ToString(CultureInfo.InvariantCulture), 2, x.name);
                var comma = x.language is "ar" or "fa" or "ku" ? "،" : ",";
                var text = x.shape switch
                {
                    0 => $"{x.day.Day} {month} {x.day.Year}",
                    1 => $"{weekday}{comma} {x.day.Day} {month} {x.day.Year}",
                    2 => $"{weekday} {x.day.Day} {month} {x.day.Year} - 14:05",
                    _ => Digits($"{weekday} {x.day.Day} {month} {x.day.Year}", x.language),
                };
                var stamps = StampScanner.Scan(text, new TextSpan(0, text.Length));
                return (stamps is [{ Readings: [{ Date: { } date }] } stamp] && date == new PartialDate(x.day)
                    && (x.shape == 0 || stamp.Weekday?.Day == x.day.DayOfWeek) && (x.shape != 2 || stamp.Clock?.Time == new TimeOnly(14, 5))).Label($"{x.language}: {text}");
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void Numeric_dates_of_either_order_are_among_the_readings() =>
        Prop.ForAll(
            (from day in _days from format in Gen.Elements("d/M/yyyy", "dd/MM/yyyy", "M/d/yyyy", "MM/dd/yyyy", "dd-MM-yyyy", "dd.MM.yyyy", "d/M/yy", "MM/dd/yy") select (day, format)).ToArbitrary(),
            x =>
            {
                var text = x.day.ToString(x.format, CultureInfo.InvariantCulture);
                var stamps = StampScanner.Scan(text, new TextSpan(0, text.Length));
                var wanted = new PartialDate(x.day);
                return (stamps is [{ Readings: var readings }] && readings.Any(r => r.Date == wanted)).Label(text);
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Solar_and_lunar_calendars_read_back() =>
        // From 1413 (March 2034) on a numeric solar year is read as a lunar one: a known limit.
        Prop.ForAll(_days.Where(d => d.Year < 2034).ToArbitrary(), day =>
        {
            var (sy, sm, sd) = CalendarDates.ToPersianSolar(day);
            var (hy, hm, hd) = CalendarDates.ToUmmAlQura(day);
            var solar = $"{sd} {Names("fa", "months.tsv", r => r[0] == "solar" && r[1] == sm.ToString(CultureInfo.InvariantCulture), 3, 0)} {sy}";
            var lunar = $"{hd} {Names("ar", "months.tsv", r => r[0] == "hijri" && r[1] == hm.ToString(CultureInfo.InvariantCulture), 3, 0)} {hy}";
            return Single(solar) == new PartialDate(day) && Single(lunar) == new PartialDate(day)
                && Single($"{sy}/{sm:D2}/{sd:D2}") == new PartialDate(day) && (hy <= 1412 || Single($"{hy}/{hm:D2}/{hd:D2}") == new PartialDate(day));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_pair_of_calendars_is_one_stamp_that_agrees() =>
        Prop.ForAll(_days.Where(d => d.Year >= 1995).ToArbitrary(), day =>
        {
            var (year, month, dayOfMonth) = CalendarDates.ToUmmAlQura(day);
            var text = $"{day.DayOfWeek} {year}/{month:D2}/{dayOfMonth:D2} - {day:yyyy/MM/dd}";
            return StampScanner.Scan(text, new TextSpan(0, text.Length)) is [{ Paired.Date: { } paired } stamp]
                && paired == new PartialDate(day) && StampResolver.Resolve(stamp, StampEvidence.None) is { Finding.Value.Date: var date, Warnings.Count: 0 } && date == new PartialDate(day);
        }).QuickCheckThrowOnFailure();

    private static PartialDate? Single(string text) =>
        StampScanner.Scan(text, new TextSpan(0, text.Length)) is [{ Readings: [{ Date: { } date }] }] ? date : null;

    private static string Names(string language, string table, Func<string[], bool> want, int column, int pick)
    {
        var names = EmbeddedData.Lines($"{language}/{table}").Select(l => l.Split('\t')).Where(want).Select(r => r[column]).ToArray();
        return names[pick % names.Length];
    }

    private static string Digits(string text, string language) => language switch
    {
        "ar" or "ku" => string.Concat(text.Select(c => char.IsAsciiDigit(c) ? (char)('٠' + (c - '0')) : c)),
        "fa" => string.Concat(text.Select(c => char.IsAsciiDigit(c) ? (char)('۰' + (c - '0')) : c)),
        _ => text,
    };
}
