using FsCheck;
using FsCheck.Fluent;
using MetaService.Extraction.Dates;
using MetaService.Extraction.Headers;
using MetaService.Extraction.Tokens;

namespace MetaService.Extraction.Tests.Dates;

public class DateResolverTests
{
    private static readonly DateResolver _resolver = new();

    private static HeaderInfo Header(int start, int end, string? published, string language) => new()
    {
        Body = TextSpan.FromBounds(start, end),
        Language = language,
        Published = published is null ? null : new Finding<DateStamp>(Stamp(published), new TextSpan(0, 0), 1, "test"),
    };

    private static DateStamp Stamp(string date)
    {
        var parts = date.Split('-').Select(p => int.Parse(p, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        return new DateStamp(new PartialDate(parts[0], parts.ElementAtOrDefault(1), parts.ElementAtOrDefault(2)), null, DatePrecision.Day, null, false, false, []);
    }

    private static string Resolve(string? published, string text, string language = "en", string? received = null, int bodyStart = 0)
    {
        var context = ArticleContext.Empty with
        {
            ReceivedAt = received is null ? null : DateTimeOffset.Parse(received, System.Globalization.CultureInfo.InvariantCulture),
        };
        var found = _resolver.Resolve(new TokenizedText(text, [], []), Header(bodyStart, text.Length, published, language), context);
        return string.Join("; ", found.Select(d => $"{d.Text}={d.Date}"));
    }

    [Theory]
    // Published on Wednesday, 14 August 2019.
    [InlineData("The two sides signed a paper on Thursday.", "on Thursday=2019-08-08")]
    [InlineData("The two sides met on Wednesday.", "on Wednesday=2019-08-14")]
    [InlineData("The two sides will meet on Friday.", "on Friday=2019-08-16")]
    [InlineData("The minister is expected to visit Basra on Sunday.", "on Sunday=2019-08-18")]
    [InlineData("The vote is to be held on Sunday.", "on Sunday=2019-08-18")]
    [InlineData("He tried to leave the city on Sunday.", "on Sunday=2019-08-11")]
    [InlineData("She went to the capital on Sunday.", "on Sunday=2019-08-11")]
    [InlineData("The club hosts its old rival on Saturday.", "on Saturday=2019-08-17")]
    [InlineData("The party walked out last Wednesday.", "last Wednesday=2019-08-07")]
    [InlineData("Talks resume next Monday.", "next Monday=2019-08-19")]
    [InlineData("On Tuesday, the cabinet will vote.", "On Tuesday=2019-08-20")]
    [InlineData("The ministry blamed smugglers for Tuesday's fire.", "Tuesday=2019-08-13")]
    [InlineData("On Tuesday, the cabinet voted.", "On Tuesday=2019-08-13")]
    [InlineData("A spokesman said on Monday that the talks would go on on Friday.", "on Monday=2019-08-12; on Friday=2019-08-16")]
    [InlineData("He called a meeting for Friday.", "Friday=2019-08-16")]
    [InlineData("Monday's statement was short.", "Monday=2019-08-12")]
    [InlineData("The two states agreed on Thursday to widen the courses.", "on Thursday=2019-08-08")]
    [InlineData("They met to discuss the crisis on Sunday.", "on Sunday=2019-08-11")]
    [InlineData("He unveiled a plan on Monday.", "on Monday=2019-08-12")]
    [InlineData("The minister said on Monday it would reopen.", "on Monday=2019-08-12")]
    [InlineData("The answer is due on Friday.", "on Friday=2019-08-16")]
    [InlineData("Under plans announced Tuesday to cut taxes, it grew.", "Tuesday=2019-08-13")]
    [InlineData("Fighting forced families to leave the town on Sunday.", "on Sunday=2019-08-11")]
    [InlineData("Residents were told on Monday to prepare for storms from Thursday afternoon.", "on Monday=2019-08-12; Thursday afternoon=2019-08-15")]
    [InlineData("A shop was set on fire on Sunday.", "on Sunday=2019-08-11")]
    [InlineData("It happened late on Saturday and early on Sunday morning.", "on Saturday=2019-08-10; on Sunday morning=2019-08-11")]
    public void Weekdays_follow_the_tense(string text, string expected) => Assert.Equal(expected, Resolve("2019-08-14", text));

    [Theory]
    [InlineData("Black Friday sales rose.")]
    [InlineData("He told the Sunday Times so.")]
    [InlineData("Friday prayers drew crowds.")]
    [InlineData("They meet every Monday.")]
    [InlineData("They may march in a row of 2,000 people.")]
    [InlineData("Mrs May spoke to March and others.")]
    [InlineData("Resolution 2170 and Vision 2030 were named.")]
    [InlineData("About 2000 people and 1950 dinars.")]
    [InlineData("USA Today wrote about it.")]
    [InlineData("The 21 September park was struck.")]
    [InlineData("It won 3-2 and paid 12.50 dollars.")]
    public void Names_amounts_and_habits_are_no_dates(string text) => Assert.Equal("", Resolve("2019-08-14", text));

    [Theory]
    [InlineData("It was said today, and yesterday too; tomorrow more.", "today=2019-08-14; yesterday=2019-08-13; tomorrow=2019-08-15")]
    [InlineData("It began two days ago.", "two days ago=2019-08-12")]
    [InlineData("It began three weeks ago.", "three weeks ago=2019-07-24")]
    [InlineData("It began two months ago.", "two months ago=2019-06")]
    [InlineData("It began five years ago.", "five years ago=2014")]
    [InlineData("He spoke last month and next month.", "last month=2019-07; next month=2019-09")]
    [InlineData("He came last year.", "last year=2018")]
    [InlineData("The order stands since August 2.", "since August 2=2019-08-02")]
    [InlineData("He left on December 20.", "on December 20=2018-12-20")]
    [InlineData("The polls will be held on December 20.", "on December 20=2019-12-20")]
    [InlineData("The election of October 12 was discussed.", "October 12=2019-10-12")]
    [InlineData("Aug. 2, 2 August and the 5th of May.", "Aug. 2=2019-08-02; 2 August=2019-08-02; 5th of May=2019-05-05")]
    [InlineData("It ended in December 2017.", "in December 2017=2017-12")]
    [InlineData("It began in the summer of 2014.", "summer of 2014=2014")]
    [InlineData("In 2003 and since 2009; the 2018 vote.", "In 2003=2003; since 2009=2009; 2018=2018")]
    [InlineData("It must be held between 2015 and 2020.", "2015=2015; 2020=2020")]
    [InlineData("He resigned in June.", "in June=2019-06")]
    [InlineData("He resigned in December.", "in December=2018-12")]
    [InlineData("It came in September last year.", "in September last year=2018-09")]
    [InlineData("On February 14, 2011, it began. Troops came in March that year.", "On February 14, 2011=2011-02-14; in March that year=2011-03")]
    [InlineData("The vote was moved from June 6 to October 10, 2021.", "June 6=2021-06-06; October 10, 2021=2021-10-10")]
    [InlineData("The fair ran from 5 to 7 May.", "5=2019-05-05; 7 May=2019-05-07")]
    [InlineData("The fair ran on May 5-7.", "on May 5=2019-05-05; 7=2019-05-07")]
    [InlineData("He died on Tuesday, two days earlier than her. She fell ill on Monday. Two days earlier she sang.", "on Tuesday=2019-08-13; two days earlier=2019-08-11; on Monday=2019-08-12; Two days earlier=2019-08-10")]
    [InlineData("The storm came on Aug. 9; power failed the evening before.", "on Aug. 9=2019-08-09; the evening before=2019-08-08")]
    [InlineData("The battle began on October 17 last year.", "on October 17 last year=2018-10-17")]
    [InlineData("It shook in August 1999 and again that November.", "in August 1999=1999-08; that November=1999-11")]
    [InlineData("The September 11 attacks changed it.", "September 11=2001-09-11")]
    [InlineData("The shops stay shut through Friday, and the talks were put off to Saturday.", "Friday=2019-08-16; Saturday=2019-08-17")]
    [InlineData("It rained from Friday to Sunday.", "Friday=2019-08-09; Sunday=2019-08-11")]
    [InlineData("A day earlier, on Tuesday, he came; the next day, Wednesday, he left.", "on Tuesday=2019-08-13; Wednesday=2019-08-14")]
    [InlineData("By Tuesday noon calm was back.", "Tuesday noon=2019-08-13")]
    [InlineData("Officials say 2018 has been wet.", "2018=2018")]
    [InlineData("In July, 18 people died, and in June 12 people.", "In July=2019-07; in June=2019-06")]
    [InlineData("They met on Wednesday and Thursday.", "on Wednesday=2019-08-14; Thursday=2019-08-15")]
    [InlineData("They met on Monday and Tuesday.", "on Monday=2019-08-12; Tuesday=2019-08-13")]
    [InlineData("Shares may be sold as early as November.", "November=2019-11")]
    [InlineData("It was signed on 22/8/2018.", "on 22/8/2018=2018-08-22")]
    [InlineData("By Sunday afternoon, Aug. 11, it had moved.", "Sunday afternoon, Aug. 11=2019-08-11")]
    public void English_phrases(string text, string expected) => Assert.Equal(expected, Resolve("2019-08-14", text));

    [Fact]
    public void A_decade_stays_open()
    {
        var found = _resolver.Resolve(new TokenizedText("It began in the 1990s.", [], []), Header(0, 22, "2019-08-14", "en"), ArticleContext.Empty);
        var decade = Assert.Single(found);
        Assert.Null(decade.Date);
        Assert.Equal(10, decade.Alternatives.Count);
    }

    [Fact]
    public void After_midnight_the_stated_weekday_is_the_anchor() =>
        Assert.Equal(
            "Today, Saturday=2020-04-18; yesterday=2020-04-17",
            Resolve("2020-04-19", "Today, Saturday, the ministry counted fewer patients than yesterday."));

    [Fact]
    public void Weekdays_count_from_the_dateline_s_own_day()
    {
        const string text = "2019-09-16 02:42:35\n\nBAGHDAD, Sept. 15 (Xinhua) -- A dam let out water on Sunday and yesterday.";
        Assert.Equal("on Sunday=2019-09-15; yesterday=2019-09-14", Resolve("2019-09-16", text, bodyStart: text.IndexOf("A dam", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_month_gives_candidates_never_a_day()
    {
        var found = _resolver.Resolve(new TokenizedText("Un sofer a fost ucis duminica.", [], []), Header(0, 30, "2019-08", "ro"), ArticleContext.Empty);
        var sunday = Assert.Single(found);
        Assert.Null(sunday.Date);
        Assert.Equal(["2019-08-04", "2019-08-11", "2019-08-18", "2019-08-25"], sunday.Alternatives.Select(a => a.ToString()));
    }

    [Fact]
    public void Without_a_date_only_absolute_ones_resolve()
    {
        Assert.Equal("Today, Wednesday=; on Thursday=; last month=; in 1991=1991", Resolve(null, "Today, Wednesday, and on Thursday and last month and in 1991."));
        Assert.Equal("Today, Wednesday=2020-09-09", Resolve(null, "Today, Wednesday, it began.", received: "2020-09-10T07:00:00+03:00"));
    }

    [Theory]
    [InlineData("ar", "2021-12-24", "أعلنت المديرية، اليوم الجمعة، الأمر", "اليوم الجمعة=2021-12-24")]
    [InlineData("ar", "2019-02-11", "قالت، اليوم الاثنين، 11 شباط 2019، إن", "اليوم الاثنين، 11 شباط 2019=2019-02-11")]
    [InlineData("fa", "2021-11-02", "کارگران روز سه‌شنبه کار را آغاز کردند", "سه‌شنبه=2021-11-02")]
    [InlineData("fr", "2020-02-22", "S’exprimant vendredi matin 21 février devant des étudiants", "vendredi matin 21 février=2020-02-21")]
    [InlineData("ar", "2019-08-25", "أعلن يوم أمس السبت أن الحكومة ستصوت الثلاثاء المقبل", "أمس السبت=2019-08-24; الثلاثاء المقبل=2019-08-27")]
    [InlineData("fr", "2019-08-25", "La réunion aura lieu mardi prochain", "mardi prochain=2019-08-27")]
    [InlineData("de", "2019-08-14", "Am Montag und am 2. August 2018", "Montag=2019-08-12; 2. August 2018=2018-08-02")]
    public void Other_languages_have_weekdays_and_dates(string language, string published, string text, string expected) => Assert.Equal(expected, Resolve(published, text, language));

    [Fact]
    public void Never_throws_and_spans_hold_their_text() =>
        Prop.ForAll((from text in StampScannerTests.Pieces from published in Gen.Elements(null, "2019-08-14", "2019-08", "2019", "0001-01-01", "9999-12-31") from language in Gen.Elements("en", "ar", "und", "xx") select (text, published, language)).ToArbitrary(), x =>
        {
            var found = _resolver.Resolve(new TokenizedText(x.text, [], []), Header(0, x.text.Length, x.published, x.language), ArticleContext.Empty);
            var end = 0;
            foreach (var date in found)
            {
                if (date.Span.Start < end || date.Text != date.Span.Of(x.text).ToString())
                {
                    return false;
                }

                end = date.Span.End;
            }

            return true;
        }).QuickCheckThrowOnFailure();
}
