package dev.slipway.runner.sample;

/// The texts of the sample app in one language.
///
/// - `code`: the App Store's name of the language
/// - `subtitle`: at most 30 characters
/// - `keywords`: separated by commas, at most 100 characters
enum SampleLocale {
  EN_US(
      "en-US",
      "Lists that stay short",
      "Write down what is next, and see nothing else until it is done.",
      "list,notes,tasks,focus",
      "Faster start and fewer taps.",
      "New: lists for two."),
  DE_DE(
      "de-DE",
      "Listen, die kurz bleiben",
      "Schreib auf, was als Nächstes kommt, und sieh nichts anderes, bis es erledigt ist.",
      "liste,notizen,aufgaben,fokus",
      "Schnellerer Start und weniger Tippen.",
      "Neu: Listen für zwei."),
  JA(
      "ja",
      "短いままのリスト",
      "次にすることを書き留めて、終わるまでそれだけを見ましょう。集中できるシンプルなリストです。",
      "リスト,メモ,タスク,集中",
      "起動が速くなり、操作が減りました。",
      "新機能：二人のためのリスト。"),
  AR_SA(
      "ar-SA",
      "قوائم تبقى قصيرة",
      "اكتب ما ستفعله تاليا، ولا ترى شيئا غيره حتى تنجزه.",
      "قائمة,ملاحظات,مهام,تركيز",
      "تشغيل أسرع ونقرات أقل.",
      "جديد: قوائم لشخصين."),
  ZH_HANS(
      "zh-Hans",
      "始终简短的清单",
      "写下接下来要做的事，在完成之前只看到这一件事。简单而专注的清单。",
      "清单,笔记,任务,专注",
      "启动更快，点按更少。",
      "新功能：双人清单。"),
  FR_FR(
      "fr-FR",
      "Des listes qui restent courtes",
      "Notez ce qui vient ensuite et ne voyez rien d'autre tant que ce n'est pas fait.",
      "liste,notes,taches,focus",
      "Démarrage plus rapide et moins de gestes.",
      "Nouveau : des listes à deux."),
  ES_ES(
      "es-ES",
      "Listas que siguen cortas",
      "Apunta lo siguiente y no veas nada más hasta terminarlo.",
      "lista,notas,tareas,foco",
      "Arranque más rápido y menos toques.",
      "Nuevo: listas para dos."),
  PT_BR(
      "pt-BR",
      "Listas sempre curtas",
      "Anote o que vem a seguir e não veja mais nada até terminar.",
      "lista,notas,tarefas,foco",
      "Início mais rápido e menos toques.",
      "Novidade: listas para dois."),
  IT(
      "it",
      "Liste che restano brevi",
      "Scrivi cosa viene dopo e non vedere altro finché non è fatto.",
      "lista,note,compiti,focus",
      "Avvio più rapido e meno tocchi.",
      "Novità: liste per due."),
  KO(
      "ko",
      "짧게 유지되는 목록",
      "다음에 할 일을 적고 끝날 때까지 그것만 보세요. 집중을 위한 간단한 목록입니다.",
      "목록,메모,할일,집중",
      "더 빨라진 시작, 더 적은 탭.",
      "새 기능: 둘을 위한 목록."),
  NL_NL(
      "nl-NL",
      "Lijsten die kort blijven",
      "Schrijf op wat nu komt en zie niets anders tot het klaar is.",
      "lijst,notities,taken,focus",
      "Start sneller, met minder tikken.",
      "Nieuw: lijsten voor twee."),
  SV(
      "sv",
      "Listor som förblir korta",
      "Skriv ner vad som kommer härnäst och se inget annat förrän det är klart.",
      "lista,anteckningar,uppgifter,fokus",
      "Snabbare start och färre tryck.",
      "Nytt: listor för två.");

  private final String code;
  private final String subtitle;
  private final String description;
  private final String keywords;
  private final String whatsNew;
  private final String promotionalText;

  SampleLocale(
      String code,
      String subtitle,
      String description,
      String keywords,
      String whatsNew,
      String promotionalText) {
    this.code = code;
    this.subtitle = subtitle;
    this.description = description;
    this.keywords = keywords;
    this.whatsNew = whatsNew;
    this.promotionalText = promotionalText;
  }

  String code() {
    return code;
  }

  String subtitle() {
    return subtitle;
  }

  String description() {
    return description;
  }

  String keywords() {
    return keywords;
  }

  String whatsNew() {
    return whatsNew;
  }

  String promotionalText() {
    return promotionalText;
  }
}
