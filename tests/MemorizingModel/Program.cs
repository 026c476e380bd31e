using System.Globalization;
using MemorizingModel;

// MemorizingModel PORT FILE...: learns the texts of the files and answers on the port until it is stopped.
if (args.Length < 2 || !int.TryParse(args[0], NumberStyles.None, CultureInfo.InvariantCulture, out int port))
{
    Console.Error.WriteLine("usage: MemorizingModel PORT FILE...");
    return 2;
}
var model = new NgramModel(args[1..].Select(File.ReadAllText));
await using MemorizingModelServer server = await MemorizingModelServer.StartAsync(model, new ServerSettings { Port = port });
Console.Out.WriteLine($"model '{server.Settings.Model}' at {server.Address}");
await server.WaitAsync();
return 0;
