package cn.qingzheng.console.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "import",
    description = {
      "导入人工取得的材料：不能自动采集的平台、群聊、线下广告，以及平台报送的清单。不访问网络。",
      "与采集的网页一样存档、分析、入台账、建索引、制作证据包；来源、取得人、时间、设备一并记下。"
    },
    subcommands = {ImportCommand.OfFiles.class, ImportCommand.OfForm.class, ImportCommand.OfTable.class})
final class ImportCommand implements Runnable {
  @Mixin HelpOption help;
  @Spec CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(
      name = "file",
      abbreviateSynopsis = true,
      description = {
        "导入文件：保存的网页（html、mhtml）、txt、warc(.gz)、PDF、图片。",
        "保存的网页自己记有网址的不必写 --url；图片中的文字程序不识别，请用 import form 写出。"
      })
  static final class OfFiles implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin ImportOptions options;
    @Spec CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "文件")
    private List<Path> files;

    @Option(names = "--url", paramLabel = "URL", description = "网址（只导入一个文件时）")
    private String url = "";

    @Option(names = "--promoter", paramLabel = "NAME", description = "发布主体名称，如已知")
    private String promoter = "";

    @Option(names = "--seller", paramLabel = "S", description = "平台上的店铺或账号，如已知")
    private String seller = "";

    @Override
    public Integer call() throws Exception {
      if (!url.isEmpty() && files.size() > 1) {
        throw CommandException.usage("--url 只能用于一个文件 – 几个文件请用 import form 逐个写明");
      }
      Map<String, String> more = new LinkedHashMap<>();
      more.put("url", url);
      more.put("promoter", promoter);
      more.put("seller", seller);
      return options.run(reader -> reader.files(files), more, spec.commandLine().getOut());
    }
  }

  @Command(
      name = "form",
      abbreviateSynopsis = true,
      description = {
        "按登记表导入：CSV 或 XLSX，每行一个文件。",
        "列（中英文均可）：file 文件、url 网址、seen_at 看到时间、by 取得人、device 设备、place 见于、platform 平台、seller 店铺、"
            + "promoter 发布主体、credit_code 信用代码、title 标题、price 价格、text 图片上的文字、note 备注。"
      })
  static final class OfForm implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin ImportOptions options;
    @Mixin ColumnOptions columns;
    @Spec CommandSpec spec;

    @Parameters(paramLabel = "FORM", description = "登记表")
    private Path form;

    @Override
    public Integer call() throws Exception {
      return options.run(reader -> reader.form(form, columns.said), Map.of(), spec.commandLine().getOut());
    }
  }

  @Command(
      name = "table",
      abbreviateSynopsis = true,
      description = {"导入商品清单或平台报送的表：CSV 或 XLSX（第一个工作表），每行一件。", "列名自动辨认，认不出的用 --column 指明；整表原样保存，每行连同全部单元格存档。"})
  static final class OfTable implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin ImportOptions options;
    @Mixin ColumnOptions columns;
    @Spec CommandSpec spec;

    @Parameters(paramLabel = "TABLE", description = "清单")
    private Path table;

    @Override
    public Integer call() throws Exception {
      return options.run(reader -> reader.table(table, columns.said), Map.of(), spec.commandLine().getOut());
    }
  }

  /** Headings that the program cannot know. */
  static final class ColumnOptions {
    @Option(names = "--column", paramLabel = "字段=列名", description = "指明哪一列是哪个字段，如 --column title=宝贝名称；可写多次")
    private Map<String, String> said = new LinkedHashMap<>();
  }
}
