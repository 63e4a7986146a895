package cn.qingzheng.console;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;

/** Keeps what ARCHITECTURE.md says. */
@AnalyzeClasses(packages = "cn.qingzheng", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule the_model_uses_the_jdk_only =
      classes()
          .that()
          .resideInAPackage("cn.qingzheng.model..")
          .should()
          .onlyDependOnClassesThat(resideInAnyPackage("java..", "cn.qingzheng.model.."))
          .because("every stage stands on it");

  @ArchTest
  static final ArchRule data_files_have_no_meaning_below_the_stages =
      noClasses()
          .that()
          .resideInAPackage("cn.qingzheng.datafile..")
          .should()
          .dependOnClassesThat(inQingzhengBut("model", "datafile"));

  @ArchTest
  static final ArchRule crawler_knows_no_other_stage = stage("crawler");

  @ArchTest
  static final ArchRule analyzer_knows_no_other_stage = stage("analyzer");

  @ArchTest
  static final ArchRule index_knows_no_other_stage = stage("index");

  @ArchTest
  static final ArchRule evidence_knows_no_other_stage = stage("evidence");

  @ArchTest
  static final ArchRule casework_knows_no_other_stage = stage("casework");

  @ArchTest
  static final ArchRule web_pages_and_fetching_stay_in_crawler =
      home("crawler", "org.jsoup..", "edu.uci.ics.crawler4j..", "crawlercommons..", "com.ruiyun..");

  @ArchTest
  static final ArchRule figures_are_kept_in_console = home("console", "io.micrometer..", "io.prometheus..");

  @ArchTest
  static final ArchRule segmentation_stays_in_analyzer = home("analyzer", "com.hankcs..");

  @ArchTest
  static final ArchRule lucene_stays_in_index = home("index", "org.apache.lucene..");

  @ArchTest
  static final ArchRule http_fetches_pages_and_delivers_letters =
      homes("org.apache.hc..", "cn.qingzheng.crawler..", "cn.qingzheng.casework..");

  @ArchTest
  static final ArchRule evidence_and_letters_are_signed_each_at_home =
      homes("org.bouncycastle..", "cn.qingzheng.evidence..", "cn.qingzheng.casework..");

  @ArchTest
  static final ArchRule mail_is_sent_from_casework = home("casework", "jakarta.mail..", "org.eclipse.angus..");

  @ArchTest
  static final ArchRule letters_are_laid_out_in_casework = home("casework", "com.openhtmltopdf..");

  @ArchTest
  static final ArchRule sheets_are_read_with_the_data_files_and_letters_written_in_casework =
      homes("org.apache.poi..", "cn.qingzheng.datafile..", "cn.qingzheng.casework..");

  @ArchTest
  static final ArchRule pdf_is_read_with_the_pages_and_written_in_casework =
      homes("org.apache.pdfbox..", "cn.qingzheng.crawler.page..", "cn.qingzheng.casework..");

  @ArchTest
  static final ArchRule quartz_stays_behind_the_schedule = home("console.schedule", "org.quartz..");

  @ArchTest
  static final ArchRule spring_serves_the_web_console_only = home("console.web", "org.springframework..");

  @ArchTest
  static final ArchRule archives_are_read_and_written_in_crawler_and_evidence =
      noClasses()
          .that()
          .resideOutsideOfPackages("cn.qingzheng.crawler..", "cn.qingzheng.evidence..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.netpreserve..");

  @ArchTest
  static final ArchRule nobody_reads_the_wall_clock_in_passing =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .because("a Clock is passed in, so that every date rule can be tested on its day");

  @ArchTest
  static final ArchRule only_commands_talk_to_the_terminal =
      noClasses()
          .that()
          .resideOutsideOfPackages("cn.qingzheng.console", "cn.qingzheng.console.command..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  private static ArchRule stage(String name) {
    return noClasses()
        .that()
        .resideInAPackage("cn.qingzheng." + name + "..")
        .should()
        .dependOnClassesThat(inQingzhengBut("model", "datafile", name))
        .because("stages know the model, never each other");
  }

  private static ArchRule home(String module, String... packages) {
    return noClasses()
        .that()
        .resideOutsideOfPackage("cn.qingzheng." + module + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages)
        .because("one library has one home");
  }

  private static ArchRule homes(String library, String... packages) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(packages)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .because("reading and writing are two things, and each has one home");
  }

  private static DescribedPredicate<JavaClass> inQingzhengBut(String... allowed) {
    return new DescribedPredicate<>("are in Qingzheng outside " + String.join(", ", allowed)) {
      @Override
      public boolean test(JavaClass c) {
        if (!c.getPackageName().startsWith("cn.qingzheng.")) {
          return false;
        }
        for (String name : allowed) {
          String home = "cn.qingzheng." + name;
          if (c.getPackageName().equals(home) || c.getPackageName().startsWith(home + ".")) {
            return false;
          }
        }
        return true;
      }
    };
  }
}
