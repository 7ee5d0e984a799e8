using MetaService.DataBuilder;
using MetaService.DataBuilder.Evaluation;
using MetaService.DataBuilder.Gazetteers;
using MetaService.DataBuilder.Lexicons;
using MetaService.DataBuilder.Text;
using MetaService.DataBuilder.Training;
using MetaService.DataBuilder.Zones;

try
{
    return args switch
    {
        ["evaluate", .. var rest] => EvaluateCommand.Run(rest),
        ["gazetteer", .. var rest] => GazetteerCommand.Run(rest),
        ["clusters", .. var rest] => ClustersCommand.Run(rest),
        ["tagger-lexicon", .. var rest] => TaggerLexiconCommand.Run(rest),
        ["train", .. var rest] => TrainCommand.Run(rest),
        ["crossval", .. var rest] => CrossValCommand.Run(rest),
        ["tag", .. var rest] => TagCommand.Run(rest),
        ["lexicons", .. var rest] => LexiconsCommand.Run(rest),
        ["zones", .. var rest] => ZonesCommand.Run(rest),
        ["words", .. var rest] => WordListCommand.Run(rest),
        ["repair-eval", .. var rest] => RepairEvalCommand.Run(rest),
        _ => Usage(),
    };
}
catch (UsageException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}

static int Usage()
{
    Console.Error.WriteLine("""
        usage: MetaService.DataBuilder COMMAND
          evaluate --gold FILE [--half even|odd] [--errors] [--check] [--out FOLDER]
              score the extractor against a gold file; keeps the figures unless --check
          gazetteer --cities FOLDER --admin FOLDER --list FILE --out FILE
              build the gazetteer from GeoNames tables and the list of our own, and read it back
          clusters --vectors FILE [--words COUNT] --out TABLE
              cluster words by their vectors
          tagger-lexicon --clusters TABLE --out FILE [--kb FOLDER --names FOLDER --people-names FILE --cities FILE --admin1 FILE --admin2 FILE]
              compile words and phrases for the tagger
          train --train FOLDER --lexicon FILE [--wikigold FILE] [--leave-out FILE,...] [--errors] [--out MODEL] [--model MODEL]
                [--epochs N] [--rate N] [--decay N] [--dropout N] [--word-dropout N] [--minimum N] [--rows N] [--seed N] [--version TEXT] [--augment no]
              train the tagger, or take a trained model; scores it on the files left out
          crossval --train FOLDER --lexicon FILE [--out TABLE] [options of train]
              leave out each training file in turn and score the tagger on it
          tag FILE [--model FILE --lexicon FILE]
              tag a file of one token a line
          lexicons --kb FOLDER [--out FOLDER]
              check the knowledge tables and build the lexicon files: outlets, knowledge.bin
          zones --out FILE
              write the time zone table from the system's zone database
          words --embeddings FILE [--kb FOLDER] [--names FOLDER] [--people FILE] [--cities FILE] [--brands FILE] --out FILE
              build the word list of the text repairer
          repair-eval [--train FOLDER] [--gold FILE] [--half even|odd] [--errors COUNT]
              damage clean text, repair it and compare
        """);
    return 2;
}
