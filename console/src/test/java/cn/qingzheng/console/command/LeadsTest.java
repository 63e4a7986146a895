package cn.qingzheng.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeadsTest {
  @TempDir Path folder;
  private final String xs = "XS-" + java.time.LocalDate.now(java.time.ZoneId.of("Asia/Shanghai")).getYear() + "-";
  private Path home;

  @BeforeEach
  void sampled() throws IOException {
    home = SampleHome.copyTo(folder.resolve("home"));
  }

  @Test
  void a_lead_becomes_a_seed_once_after_its_address_was_checked() throws IOException {
    Path seeds = Files.createDirectories(folder.resolve("seeds"));
    String csv = "# 说明\nid,name,kind,url,note\nold,老校,TRAINING,https://old.example.com/,\n";
    Files.writeString(seeds.resolve("institutions.csv"), csv);
    add("--url", "https://new.example.com/a?x=1", "--body", "=新,校\"");
    add("--url", "http://www.old.example.com");
    add("--body", "没有网址的学校");
    String out = Run.of("lead", "seed", "--home", home, "--by", "张三", "--seeds", seeds, xs + "000001", xs + "000002", xs + "000003").ended(0).out();
    assertTrue(out.contains(xs + "000002 的网址已在清单中") && out.contains(xs + "000003 没有网址"), out);
    assertEquals(
        csv + "\"" + xs.toLowerCase(java.util.Locale.ROOT) + "000001\",\"=新,校\"\"\",\"OTHER\",\"https://new.example.com/a?x=1\",\"线索 " + xs + "000001\"\n",
        Files.readString(seeds.resolve("institutions.csv")));
    assertTrue(Run.of("lead", "show", "--home", home, xs + "000001").ended(0).out().contains("已转排查"));

    String before = Files.readString(seeds.resolve("institutions.csv"));
    add("--url", "http://192.168.1.5/admin");
    String wrong = Run.of("lead", "seed", "--home", home, "--by", "张三", "--seeds", seeds, xs + "000004").ended(2).err();
    assertTrue(wrong.startsWith(seeds.resolve("institutions.csv") + ":5: 主机 192.168.1.5 不是公网地址"), wrong);
    assertEquals(before, Files.readString(seeds.resolve("institutions.csv")));
  }

  @Test
  void who_reported_stands_in_no_list() {
    Run.of("lead", "add", "--home", home, "--by", "张三", "--channel", "投诉举报", "--body", "甲校", "--reporter", "镕小满", "--contact",
        "13800001234", "请回电13800001234").ended(0);
    String list = Run.of("lead", "list", "--home", home).ended(0).out() + Run.of("lead", "show", "--home", home, xs + "000001").ended(0).out();
    assertFalse(list.contains("镕小满") || list.contains("13800001234"), list);
    Run.of("lead", "show", "--home", home, "--by", "张三", "--reporter", xs + "000001").refused("理由");
    String shown = Run.of("lead", "show", "--home", home, "--by", "张三", "--reporter", "--reason", "回访", xs + "000001").ended(0).out();
    assertTrue(shown.contains("镕小满"), shown);
    Run.of("lead", "add", "--home", home, "--by", "张三", "--channel", "听说", "--body", "甲校", "x").refused("没有“听说”这种渠道");
    Run.of("lead", "add", "--home", home, "--by", "张三", "--channel", "投诉举报", "x").refused("没有指向任何对象");
  }

  private void add(String... what) {
    java.util.List<Object> words = new java.util.ArrayList<>(java.util.List.of("lead", "add", "--home", home, "--by", "张三", "--channel", "网民留言"));
    words.addAll(java.util.List.of(what));
    words.add("包过宣传");
    Run.of(words.toArray()).ended(0);
  }
}
