using System.Text;
using MetaService.Extraction.Tagging;
using MetaService.Extraction.Tokens;

namespace MetaService.DataBuilder.Training;

/// <summary><c>tag</c>: tags tokenised text, one token a line, a blank line between sentences; prints token, tab, BIO label.</summary>
internal static class TagCommand
{
    public static int Run(string[] args)
    {
        var options = Options.Parse(args, ["--model", "--lexicon"], []);
        if (options.Arguments is not [var file])
        {
            throw new UsageException("tag needs one file");
        }

        var tagger = options["--model"] is { } model
            ? new NameTagger(
                TaggerLexicon.FromBytes(File.ReadAllBytes(options.Required("--lexicon"))), TaggerModel.FromBytes(File.ReadAllBytes(model)))
            : new NameTagger();
        var text = new StringBuilder();
        var tokens = new List<Token>();
        var sentences = new List<Sentence>();
        var first = 0;
        foreach (var line in File.ReadLines(file).Append(""))
        {
            var word = line.Split('\t', ' ')[0];
            if (word.Length > 0)
            {
                tokens.Add(new Token(text.Length, word.Length));
                text.Append(word).Append(' ');
            }
            else if (tokens.Count > first)
            {
                sentences.Add(new Sentence(first, tokens.Count - first, IsTitle: false));
                first = tokens.Count;
            }
        }

        var tokenized = new TokenizedText(text.ToString(), [.. tokens], [.. sentences]);
        var labels = new int[tokens.Count];
        foreach (var mention in tagger.Tag(tokenized))
        {
            for (var t = mention.FirstToken; t < mention.EndToken; t++)
            {
                labels[t] = t == mention.FirstToken ? TagSet.Begin(mention.Tag) : TagSet.Inside(mention.Tag);
            }
        }

        foreach (var sentence in sentences)
        {
            for (var t = sentence.First; t < sentence.End; t++)
            {
                Console.WriteLine($"{tokenized[t]}\t{TagSet.Name(labels[t])}");
            }

            Console.WriteLine();
        }

        return 0;
    }
}
