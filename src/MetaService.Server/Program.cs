using MetaService.Server.Commands;

return args switch
{
    ["parse", .. var files] => ParseCommand.Run(files, Console.In, Console.Out, Console.Error),
    ["health", .. var rest] => await HealthCommand.RunAsync(rest, Console.Out, Console.Error),
    ["help" or "--help" or "-h", ..] => HelpCommand.Run(Console.Out),
    ["serve", .. var options] => await ServeCommand.RunAsync(options),
    [] or [['-', ..], ..] => await ServeCommand.RunAsync(args),
    _ => HelpCommand.Unknown(args[0], Console.Error),
};
