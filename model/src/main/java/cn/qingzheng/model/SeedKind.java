package cn.qingzheng.model;

/** What a body that we watch says it is, or is known to be. */
public enum SeedKind {
  /** 培训机构. */
  TRAINING,
  /** 评价机构, filed or claiming to be. */
  ASSESSMENT,
  /** 自行评价机构: runs its own assessments without filing. */
  SELF_ASSESSING,
  /** 行政机关. */
  ORGAN,
  /** 新闻媒体. */
  NEWS,
  /** 平台, watched through a connector. */
  PLATFORM,
  OTHER
}
